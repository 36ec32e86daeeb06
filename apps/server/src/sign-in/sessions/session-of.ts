import type { Caller } from '../../platform/auth/caller.js';

/** Returns the browser session of a caller, on routes whose access rule requires one. */
export function sessionOf({ session }: Caller): NonNullable<Caller['session']> {
  if (!session) throw new Error('The route uses the session of its caller, but its access rule does not require one');
  return session;
}
