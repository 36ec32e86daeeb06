/** A second server was started on the embedded database of a DATA_DIR that already has one. */
export class EmbeddedDatabaseInUseError extends Error {
  readonly dataDir: string;

  constructor(dataDir: string) {
    super(
      `Another Skilltrace server is already running on DATA_DIR ${dataDir}; ` +
        'to run two servers, give both the same PostgreSQL through DATABASE_URL.',
    );
    this.name = 'EmbeddedDatabaseInUseError';
    this.dataDir = dataDir;
  }
}
