/** The embedded database cannot run on this machine, or as this user; another PostgreSQL has to be used. */
export class CannotRunHereError extends Error {
  override readonly name = 'CannotRunHereError';
}
