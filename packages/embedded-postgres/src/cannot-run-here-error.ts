/** The embedded database cannot run on this machine or as this user. The program needs a separate PostgreSQL. */
export class CannotRunHereError extends Error {
  override readonly name = 'CannotRunHereError';
}
