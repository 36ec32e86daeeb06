import type { Caller } from '../../platform/auth/caller.js';

/** The browser's session of a caller, on routes whose access rule lets nobody in without one. */
export function sessionOf({ session }: Caller): NonNullable<Caller['session']> {
  if (!session) throw new Error('A route asks for the session of its caller without an access rule that makes sure of one');
  return session;
}
