import { REMEMBERED_FOR_MS } from '../database/ended-credentials.js';

const MOST_REMEMBERED = 10_000;

/** A value that a lookup found, and the milliseconds until its credential expires. */
export interface Found<Value> {
  value: Value;
  expiresInMs: number;
}

/**
 * Remembers for a few seconds whose a credential is, so that most requests need no lookup. It remembers only while `isOn`: while
 * the server hears of every credential that ends (`CredentialWatch`).
 */
export class RememberedCallers<Value> {
  private remembered = new Map<string, { value: Value; until: number }>();
  private isOn = false;

  /** Starts to remember. Lookups that begin from now on see everything that has ended before. */
  start(): void {
    this.isOn = true;
  }

  /** Forgets everyone, including the results of lookups that have not finished. */
  stop(): void {
    this.isOn = false;
    this.remembered = new Map();
  }

  get(credential: string): Value | undefined {
    const known = this.remembered.get(credential);
    return known && performance.now() < known.until ? known.value : undefined;
  }

  /** Returns the remembered value, or looks it up. A credential that is not found is not remembered. */
  async find(credential: string, lookUp: () => Promise<Found<Value> | undefined>): Promise<Value | undefined> {
    const known = this.get(credential);
    if (known !== undefined) return known;
    // From before the lookup: the result of a slow one may be out of date by the time it arrives.
    const { isOn, remembered } = this;
    const askedAt = performance.now();
    const found = await lookUp();
    if (isOn && found) {
      const [oldest] = remembered.keys();
      if (remembered.size >= MOST_REMEMBERED && oldest !== undefined) remembered.delete(oldest);
      remembered.delete(credential);
      remembered.set(credential, { value: found.value, until: askedAt + Math.min(REMEMBERED_FOR_MS, found.expiresInMs) });
    }
    return found?.value;
  }
}
