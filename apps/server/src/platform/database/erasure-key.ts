import { hkdfSync } from 'node:crypto';

const BLOCK_BYTES = 64;

/**
 * Returns the key for fingerprints of erased people in the form that our SQL functions need: the inner and the outer padded block
 * of HMAC-SHA-256, in hex. PostgreSQL has SHA-256 but no HMAC; with these blocks, two SHA-256 calls compute it (decision record
 * 0015).
 */
export function erasureKey(secret: string): string {
  const key = Buffer.alloc(BLOCK_BYTES);
  erasureHmacKey(secret).copy(key);
  return Buffer.concat([0x36, 0x5c].map((pad) => Buffer.from(key.map((byte) => byte ^ pad)))).toString('hex');
}

/** Returns the HMAC key itself. */
export function erasureHmacKey(secret: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', 'skilltrace fingerprints of erased people', 32));
}
