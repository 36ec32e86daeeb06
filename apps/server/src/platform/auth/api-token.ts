import { createHash, randomBytes } from 'node:crypto';
import type { FastifyRequest } from 'fastify';

const FORM = /^skt_[A-Za-z0-9_-]{43}$/;

/** Generates an API token from `skt_` and 256 random bits. The prefix helps to find leaked tokens. */
export function newApiToken(): string {
  return `skt_${randomBytes(32).toString('base64url')}`;
}

/** Whether a text has the form of an API token. Other texts do not need a database lookup. */
export function isApiToken(text: string): boolean {
  return FORM.test(text);
}

/** Returns the SHA-256 of a random secret (token, invitation code). Only this hash is stored. */
export function hashSecret(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

interface Bearer {
  token: string;
  hash: Buffer;
}

declare module 'fastify' {
  interface FastifyRequest {
    bearer?: Bearer;
  }
}

/** Returns the token in the Authorization header of a request, valid or not, with its hash, which is computed once per request. */
export function bearerOf(request: Pick<FastifyRequest, 'headers' | 'bearer'>): Bearer | undefined {
  if (request.bearer) return request.bearer;
  const token = /^Bearer +(\S+) *$/i.exec(request.headers.authorization ?? '')?.[1];
  if (token === undefined) return undefined;
  request.bearer = { token, hash: hashSecret(token) };
  return request.bearer;
}
