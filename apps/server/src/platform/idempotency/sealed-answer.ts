import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes, type Hmac } from 'node:crypto';

/** The answer that a key is bound to. */
export interface KeptAnswer {
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

/**
 * What a request is recognised by is hashed with this. Under the server's secret, for a request may hold a password: from a
 * bare hash, whoever reads the table could try out passwords by the billion.
 */
export function requestHash(secret: string, key: string): Hmac {
  return createHmac('sha256', derivedKey(secret, key, 'skilltrace idempotency request'));
}

/** Seals an answer so that only the server's secret and the caller's own key together open it: answers may hold tokens. */
export function seal(answer: KeptAnswer, secret: string, key: string): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', derivedKey(secret, key, SEALING), iv);
  const sealed = Buffer.concat([cipher.update(JSON.stringify(answer), 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]);
}

/** Opens what `seal` made; throws where either secret is another one. */
export function unseal(sealed: Buffer, secret: string, key: string): KeptAnswer {
  const decipher = createDecipheriv('aes-256-gcm', derivedKey(secret, key, SEALING), sealed.subarray(0, IV_BYTES));
  decipher.setAuthTag(sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  const text = Buffer.concat([decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
  return JSON.parse(text.toString('utf8')) as KeptAnswer;
}

function derivedKey(secret: string, key: string, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, key, purpose, 32));
}
