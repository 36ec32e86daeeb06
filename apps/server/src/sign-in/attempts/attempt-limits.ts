/** Attempts that failed, or are still under way, within the window. Lists are newest first. */
export interface CountedAttempts {
  /** On this account from this address. */
  onAccount: readonly string[];
  /** From this address, whatever the account. */
  fromAddress: readonly string[];
}

export type Admission = { admitted: true; delayMs: number } | { admitted: false; retryAfterS: number };

export const WINDOW_MS = 15 * 60_000;
export const MOST_ON_ACCOUNT = 10;
/** Larger, for a whole office may share one address. */
export const MOST_FROM_ADDRESS = 100;
const UNDELAYED = 3;
const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 1_000;

/**
 * Whether one more attempt to sign in is looked at: at once, after a delay that doubles, or not before some of the
 * earlier ones are 15 minutes old. Refused attempts are not counted and an account is only ever closed to the address
 * that failed on it, so that nobody is locked out by others.
 */
export function admit(counted: CountedAttempts, now: Date): Admission {
  const opensAt = Math.max(opening(counted.onAccount, MOST_ON_ACCOUNT), opening(counted.fromAddress, MOST_FROM_ADDRESS));
  if (opensAt > now.getTime()) return { admitted: false, retryAfterS: Math.max(1, Math.ceil((opensAt - now.getTime()) / 1000)) };
  const beyond = counted.onAccount.length - UNDELAYED;
  return { admitted: true, delayMs: beyond < 0 ? 0 : Math.min(FIRST_DELAY_MS * 2 ** beyond, LONGEST_DELAY_MS) };
}

/** When fewer than `most` of the attempts lie within the window; 0 where that holds already. */
function opening(attempts: readonly string[], most: number): number {
  const oldestThatCounts = attempts[most - 1];
  return oldestThatCounts === undefined ? 0 : Date.parse(oldestThatCounts) + WINDOW_MS;
}
