import type { ErrorCode } from '@skilltrace/contract';

/**
 * A refusal that a rule of the domain calls for. It carries a stable code and a sentence for the person who asked, and
 * knows nothing of HTTP.
 */
export class DomainError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly fields?: readonly { path: string; message: string }[],
  ) {
    super(message);
    this.name = 'DomainError';
  }
}

export const notFound = (what: string) => new DomainError('NOT_FOUND', `There is no such ${what}.`);
export const forbidden = (why: string) => new DomainError('FORBIDDEN', why);
export const invalid = (path: string, message: string) =>
  new DomainError('VALIDATION_FAILED', 'The request does not have the form that this route takes.', [{ path, message }]);
