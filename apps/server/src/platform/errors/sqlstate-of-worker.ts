/** The SQLSTATE of an internal error. With this one, Citus passes on an error of a worker that rejected copied rows, and only the message is kept. */
const INTERNAL_ERROR = 'XX000';

/** The English messages of PostgreSQL for the errors that can happen to correct statements, with their SQLSTATE. */
const MESSAGES: readonly (readonly [RegExp, string])[] = [
  [/: No space left on device$|^could not extend file .*: wrote only /, '53100'],
  [/^out of memory$/, '53200'],
  [/: Input\/output error$/, '58030'],
  [/^canceling statement due to (statement timeout|user request)$/, '57014'],
  [/^canceling statement due to lock timeout$/, '55P03'],
  [/^deadlock detected$/, '40P01'],
  [/^could not serialize access /, '40001'],
  [/^terminating connection due to administrator command$/, '57P01'],
  [/^cannot execute .* in a read-only transaction$/, '25006'],
  [/^duplicate key value violates unique constraint /, '23505'],
  [/ violates check constraint /, '23514'],
];

/** Returns the SQLSTATE that an error had on a worker of a Citus cluster, or `state` if it is not such an error. */
export function sqlStateOfWorker(state: string, message: unknown): string {
  if (state !== INTERNAL_ERROR || typeof message !== 'string') return state;
  return MESSAGES.find(([text]) => text.test(message))?.[1] ?? state;
}
