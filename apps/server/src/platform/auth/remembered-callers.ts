import { REMEMBERED_FOR_MS } from '../database/ended-credentials.js';

const MOST_REMEMBERED = 10_000;
/** Callers whose requests continue are looked up again before they are forgotten, at a random time in this last part. */
export const RENEWED_WITHIN_MS = 2_000;

/** A value that a lookup found, and the milliseconds until its credential expires. */
export interface Found<Value> {
  value: Value;
  expiresInMs: number;
}

interface Remembered<Value> {
  readonly value: Value;
  readonly until: number;
  renewFrom: number;
}

/**
 * Remembers for a few seconds whose a credential is, so that most requests need no lookup. It remembers only while `isOn`: while
 * the server hears of every credential that ends (`CredentialWatch`).
 */
export class RememberedCallers<Value> {
  private remembered = new Map<string, Remembered<Value>>();
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

  /**
   * Returns the remembered value, or looks it up. A credential that is not found is not remembered. Shortly before the end of the time, a request is
   * answered with the remembered value, and the lookup for the next ones runs meanwhile.
   */
  async find(credential: string, lookUp: () => Promise<Found<Value> | undefined>): Promise<Value | undefined> {
    const known = this.remembered.get(credential);
    const now = performance.now();
    if (!known || now >= known.until) return this.lookUp(credential, lookUp);
    if (now >= known.renewFrom) {
      known.renewFrom = Infinity;
      // If it fails, the first request after the end of the time looks up again, and gets the error.
      this.lookUp(credential, lookUp).catch(() => {});
    }
    return known.value;
  }

  private async lookUp(credential: string, lookUp: () => Promise<Found<Value> | undefined>): Promise<Value | undefined> {
    // From before the lookup: the result of a slow one may be out of date by the time it arrives.
    const { isOn, remembered } = this;
    const askedAt = performance.now();
    const found = await lookUp();
    remembered.delete(credential);
    if (isOn && found) {
      const [oldest] = remembered.keys();
      if (remembered.size >= MOST_REMEMBERED && oldest !== undefined) remembered.delete(oldest);
      const until = askedAt + Math.min(REMEMBERED_FOR_MS, found.expiresInMs);
      remembered.set(credential, { value: found.value, until, renewFrom: until - Math.random() * RENEWED_WITHIN_MS });
    }
    return found?.value;
  }
}
