import { createHash, randomBytes } from 'node:crypto';

const FORM = /^skt_[A-Za-z0-9_-]{43}$/;

/** A new API token: `skt_` and 256 random bits, so that leaked ones can be searched for by their prefix. */
export function newApiToken(): string {
  return `skt_${randomBytes(32).toString('base64url')}`;
}

/** Whether a text has the form of an API token, which spares the database what cannot be one. */
export function isApiToken(text: string): boolean {
  return FORM.test(text);
}

/** SHA-256 of a random secret (token, invitation code), the only form of it that is kept. */
export function hashSecret(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
