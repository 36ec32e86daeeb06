/** Failed and running attempts within the window, newest first. */
export interface CountedAttempts {
  /** Attempts on this account from this address. */
  onAccount: readonly string[];
  /** Attempts from this address on any account. */
  fromAddress: readonly string[];
}

export type Admission = { admitted: true; delayMs: number } | { admitted: false; retryAfterS: number };

export const WINDOW_MS = 15 * 60_000;
export const MOST_ON_ACCOUNT = 10;
/** Larger, because a whole office may share one address. */
export const MOST_FROM_ADDRESS = 100;
const UNDELAYED = 3;
const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 1_000;

/**
 * Decides whether another sign-in attempt is allowed: immediately, after a delay that doubles each time, or not until earlier
 * attempts are 15 minutes old. Refused attempts are not counted. An account is closed only to the address that failed on it, so
 * that other people cannot lock its owner out.
 */
export function admit(counted: CountedAttempts, now: Date): Admission {
  const opensAt = Math.max(opening(counted.onAccount, MOST_ON_ACCOUNT), opening(counted.fromAddress, MOST_FROM_ADDRESS));
  if (opensAt > now.getTime()) return { admitted: false, retryAfterS: Math.max(1, Math.ceil((opensAt - now.getTime()) / 1000)) };
  const beyond = counted.onAccount.length - UNDELAYED;
  return { admitted: true, delayMs: beyond < 0 ? 0 : Math.min(FIRST_DELAY_MS * 2 ** beyond, LONGEST_DELAY_MS) };
}

/** The time at which fewer than `most` attempts are within the window. 0 if that is already the case. */
function opening(attempts: readonly string[], most: number): number {
  const oldestThatCounts = attempts[most - 1];
  return oldestThatCounts === undefined ? 0 : Date.parse(oldestThatCounts) + WINDOW_MS;
}
