import { fieldProblem, type Sentence } from '@skilltrace/contract';
import { MOST_SAVED_VIEWS, MOST_WAITING_PROPOSALS } from '@skilltrace/domain/limits';
import { MOST_DAYS_BACK } from '@skilltrace/domain/projects/assignment-start';
import { DatabaseRefusal } from './database-refusal.js';
import { LoginRefusedError } from './login-refused-error.js';
import { DomainError, invalid, notFound } from './domain-error.js';
import { sqlStateOfWorker } from './sqlstate-of-worker.js';

/** A temporary failure. The first sentence has the reason, the others say whether anything was saved and what to do. */
export class Unavailable extends DomainError {
  constructor(sentence: Sentence) {
    super('UNAVAILABLE', sentence);
  }

  /** Why, without what was saved. */
  get why(): string {
    return this.message.replace(/(?<=\.) .*/s, '');
  }
}

/** Returns the SQLSTATE of a database error, from `pg` or wrapped by Prisma's driver adapter. */
export function sqlState(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { code, message, meta, cause } = error as {
    code?: unknown;
    message?: unknown;
    meta?: { driverAdapterError?: { cause?: { originalCode?: unknown; code?: unknown } } };
    cause?: unknown;
  };
  const wrapped = meta?.driverAdapterError?.cause;
  if (typeof wrapped?.originalCode === 'string') return wrapped.originalCode;
  if (typeof wrapped?.code === 'string') return wrapped.code;
  // Prisma's own codes (P1001, P2025) look like a SQLSTATE, but the only SQLSTATE class with P is P0.
  if (typeof code === 'string' && /^(?!P[1-9])[0-9A-Z]{5}$/.test(code)) return sqlStateOfWorker(code, message);
  return cause === undefined ? undefined : sqlState(cause);
}

/** The meaning of database errors for the caller: class SK, which our functions raise, and some standard ones. */
const refusals: Record<string, () => DomainError> = {
  SK404: () => notFound('project'),
  SK403: () => new DomainError('FORBIDDEN', 'Only active members of the project may do this.'),
  SK409: () => new DomainError('PROJECT_NOT_ACTIVE', 'The project is no longer active.'),
  SK406: () =>
    new DomainError('CONFLICT', 'This is a former name of another skill, and files may still use it for that skill. Choose another name.'),
  SK452: () => new DomainError('CONFLICT', 'A skill with this name already exists.'),
  SK410: () => new DomainError('CONFLICT', 'This person has been erased.'),
  SK412: () => new DomainError('PERSON_ERASED', 'This belongs to an erased person and cannot be added again.'),
  SK430: () => new DomainError('FORBIDDEN', 'Only an active admin with a valid token may give access to other people.'),
  SK433: () => new DomainError('CONFLICT', 'This is the last admin who can sign in.'),
  SK454: () => new DomainError('SKILL_INACTIVE', 'This skill was merged into another one.'),
  SK450: () =>
    new DomainError('CONFLICT', 'You have {max} saved views, which is the maximum. Delete one first.', {
      params: { max: MOST_SAVED_VIEWS },
    }),
  SK451: () => new DomainError('FORBIDDEN', 'You can share a view only with a project that you are on or lead.'),
  SK460: () =>
    new DomainError('CONFLICT', 'You have {max} proposed skills that wait for an answer, which is the maximum.', {
      params: { max: MOST_WAITING_PROPOSALS },
    }),
  SK461: () => new DomainError('CONFLICT', 'A skill with this name already exists.'),
  // A level was imported since the decision was checked.
  SK435: () => new DomainError('CONFLICT', 'Another request is changing this right now. Try again.'),
  SK437: () => new DomainError('CONFLICT', 'This level was already restored.'),
  SK438: () => new DomainError('CONFLICT', 'A later decision is about this skill, so the withdrawn level cannot be restored.'),
  SK439: () => new DomainError('FORBIDDEN', 'Only the person who withdrew this level and admins may restore it.'),
  SK002: () => new DomainError('CONFLICT', 'No event of this person explains these signals.'),
  SK003: () => new DomainError('SKILL_OUTSIDE_SCOPE', 'A skill is unknown or outside the declared scope of the project.'),
  '23503': () => new DomainError('NOT_FOUND', 'The request refers to a record that does not exist.'),
  '23505': () => new DomainError('CONFLICT', 'A record with the same unique value already exists.'),
  SK400: () =>
    new DomainError('VALIDATION_FAILED', 'The time is in the future.', {
      fields: [{ path: 'createdAt', ...fieldProblem('must not be in the future') }],
    }),
  SK431: () => invalid('startedAt', 'must be within the last {days} days, unless an admin sets it', { days: MOST_DAYS_BACK }),
  SK432: () => invalid('startedAt', 'must not be before the start of the project, unless an admin sets it'),
  '23514': () => new DomainError('CONFLICT', 'The database rejected this value.'),
  SK422: () => new DomainError('VALIDATION_FAILED', 'A name, an address or an external id must be one visible line.'),
  '22008': () => new DomainError('VALIDATION_FAILED', 'A time is out of range.'),
  '22021': () => new DomainError('VALIDATION_FAILED', 'A text contains a character that cannot be stored.'),
  '55P03': () => new DomainError('CONFLICT', 'Another request is changing this right now. Try again.'),
  '40P01': () => new Unavailable('This change conflicted with a simultaneous change. Nothing was saved. Try again.'),
  '40001': () => new Unavailable('This change conflicted with a simultaneous change. Nothing was saved. Try again.'),
  '25006': () => new Unavailable('The database is read-only right now. Nothing was saved.'),
  '53100': () => new Unavailable('The disk of the database is full. Nothing was saved. An operator must free disk space.'),
  '53200': () => new Unavailable('The database is short of memory. Nothing was saved. Try again later.'),
  '57014': () => new Unavailable('The database took too long. Nothing was saved. Try again later, or request less.'),
  '58030': () => new Unavailable('The database cannot reach its disk. Nothing was saved.'),
};

const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENETDOWN',
  'ERR_STREAM_DESTROYED',
]);
/** The names of the same network errors in Prisma's driver adapter, which drops their codes. */
const UNREACHABLE_KINDS = new Set(['DatabaseNotReachable', 'ConnectionClosed', 'SocketTimeout']);

/** Turns a database error that concerns the caller into a `DomainError`. Returns any other error unchanged. */
export function translateDatabaseError(error: unknown): unknown {
  const state = sqlState(error);
  const refusal = state === undefined ? undefined : refusals[state];
  if (refusal) return refusal();
  if (error instanceof LoginRefusedError)
    return new Unavailable('The database login of the server has rights that it must not have. Nothing was saved.');
  if (!isDatabaseUnavailable(error)) return error;
  if (error instanceof DatabaseRefusal && error.reason === 'busy')
    return new Unavailable('The server is overloaded. Nothing was saved. Try again shortly.');
  if (isLostAfterSending(error))
    return new Unavailable(
      'The connection to the database was lost. The change may have been saved. It is safe to try again with the same Idempotency-Key.',
    );
  return new Unavailable('The database does not respond right now. Nothing was saved. Try again shortly.');
}

/** Whether the error means that the database is temporarily unusable: unreachable, starting, full, or disconnected. */
export function isDatabaseUnavailable(error: unknown): boolean {
  const state = sqlState(error);
  if (state !== undefined && /^(08|53|57P|25P0[34])/.test(state)) return true;
  if (error instanceof DatabaseRefusal) return true;
  if (!(error instanceof Error)) return false;
  const { code, meta } = error as { code?: unknown; meta?: { driverAdapterError?: { cause?: { kind?: string } } } };
  const kind = meta?.driverAdapterError?.cause?.kind;
  if (kind !== undefined && UNREACHABLE_KINDS.has(kind)) return true;
  // The socket of the embedded database is missing. ENOENT for any other file is not a database error.
  if (code === 'ENOENT' && (error as { syscall?: unknown }).syscall === 'connect') return true;
  return (typeof code === 'string' && UNREACHABLE.has(code)) || NO_CODE.test(error.message) || isLostAfterSending(error);
}

// The driver and its pool have no codes for these errors.
const NO_CODE = /^timeout exceeded when trying to connect$|^Connection terminated due to connection timeout$/;
const NO_CODE_UNDER_WAY =
  /^Connection terminated( unexpectedly)?$|^Client (has encountered a connection error|was closed) and is not queryable$/;

/** Whether the connection was lost after a statement was sent. A commit may have succeeded although its answer was lost. */
export function isLostAfterSending(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  return NO_CODE_UNDER_WAY.test(error.message) || code === 'ECONNRESET' || code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED';
}
