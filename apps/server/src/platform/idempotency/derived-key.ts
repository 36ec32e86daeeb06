import { hkdfSync } from 'node:crypto';

/** Derives a key for one purpose from the server's secret and the caller's key. Neither of them is enough alone. */
export function derivedKey(secret: string, key: string, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, key, purpose, 32));
}
