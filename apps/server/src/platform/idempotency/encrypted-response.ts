import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { derivedKey } from './derived-key.js';

/** The stored response for a key. */
export interface StoredResponse {
  status: number;
  headers: Record<string, string>;
  body: string;
}

const IV_BYTES = 12;
const TAG_BYTES = 16;
const SEALING = 'skilltrace idempotency answer';

export function hashKey(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}

/** Encrypts a response, because it may contain tokens. Decryption needs both the server's secret and the caller's key. */
export function seal(answer: StoredResponse, secret: string, key: string): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', derivedKey(secret, key, SEALING), iv);
  const sealed = Buffer.concat([cipher.update(JSON.stringify(answer), 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]);
}

/** Decrypts the output of `seal`. Throws if either secret is wrong. */
export function unseal(sealed: Buffer, secret: string, key: string): StoredResponse {
  const decipher = createDecipheriv('aes-256-gcm', derivedKey(secret, key, SEALING), sealed.subarray(0, IV_BYTES));
  decipher.setAuthTag(sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  const text = Buffer.concat([decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
  return JSON.parse(text.toString('utf8')) as StoredResponse;
}
