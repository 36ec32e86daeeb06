import type { Problem } from '@skilltrace/contract';
import { DomainError } from './domain-error.js';
import { translateDatabaseError, Unavailable } from './sqlstate.js';

/**
 * Work that commits in steps was interrupted between two steps, and the completed steps are saved. `cause` is the reason. The
 * message says what is saved and what to do.
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

/** The reason of an error as a sentence for the caller, without what was saved. Undefined for internal errors. */
export function reasonOf(error: unknown): string | undefined {
  const known = translateDatabaseError(error);
  if (known instanceof Unavailable) return known.why;
  return known instanceof DomainError ? known.message : undefined;
}
