/** A second server tried to use the embedded database of a data directory. */
export class EmbeddedDatabaseInUseError extends Error {
  override readonly name = 'EmbeddedDatabaseInUseError';

  constructor(readonly dataDir: string) {
    super(`Another server already uses the embedded database in ${dataDir}.`);
  }
}
