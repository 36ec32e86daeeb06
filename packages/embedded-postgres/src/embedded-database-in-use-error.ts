/** A second server asks for the embedded database of a data directory that already has one. */
export class EmbeddedDatabaseInUseError extends Error {
  override readonly name = 'EmbeddedDatabaseInUseError';

  constructor(readonly dataDir: string) {
    super(`Another server already uses the embedded database in ${dataDir}.`);
  }
}
