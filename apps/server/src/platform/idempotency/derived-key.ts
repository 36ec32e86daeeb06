import { hkdfSync } from 'node:crypto';

/** A key for one purpose, made of the server's secret and the caller's own key together: neither alone opens anything. */
export function derivedKey(secret: string, key: string, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, key, purpose, 32));
}
