import type { Problem } from '@skilltrace/contract';
import { DomainError } from './domain-error.js';
import { translateDatabaseError, Unavailable } from './sqlstate.js';

/**
 * Work that is committed in steps and broke off between them: what was done stands. `cause` is why; the message says what
 * stands, and what to do.
 */
export class PartlyDone extends Error {
  constructor(
    override readonly cause: unknown,
    message: string,
    readonly standing: NonNullable<Problem['standing']>,
  ) {
    super(message);
    this.name = 'PartlyDone';
  }
}

/** Why something failed, for the person who asked, and nothing of what was kept; undefined where it is not meant for them. */
export function reasonOf(error: unknown): string | undefined {
  const known = translateDatabaseError(error);
  if (known instanceof Unavailable) return known.why;
  return known instanceof DomainError ? known.message : undefined;
}
