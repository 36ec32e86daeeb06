import { setTimeout as sleep } from 'node:timers/promises';
import { ConfigError, type Config } from '../platform/config/config.js';
import { Database } from '../platform/database/database.js';
import { migrate } from '../platform/database/migrate.js';
import { ReadDatabase } from '../platform/database/read-database.js';
import { acquireEmbeddedPostgres } from '../platform/embedded-postgres/acquire-embedded-postgres.js';
import { UnusableDataDirError } from '../platform/embedded-postgres/unusable-data-dir-error.js';
import { readOrCreateSecret } from '../platform/embedded-postgres/generated-secret.js';
import { unlessAborted } from '../platform/process/stop-signals.js';
import type { Installation } from '../platform/platform.module.js';

export interface OpenInstallation extends Installation {
  /** The login that owns the tables: for migrations, never for requests. */
  ownerUrl: string;
  /** Fulfilled with the reason when the embedded database ended under us; pending for ever with an outside one. */
  lost: Promise<Error>;
  close(): Promise<void>;
}

const CUT_OFF_AFTER_MS = 2_000;
const FOR_EVER = new Promise<never>(() => {});

/**
 * Opens the installation that the settings name: starts or joins its database, migrates it, and connects to it as the
 * restricted roles. A `command` works beside a running server, and starts the database for its own time otherwise.
 *
 * @param signal gives the start up; the database is stopped again then, unless others use it
 * @throws EmbeddedDatabaseInUseError for a second server on one embedded database
 */
export async function openInstallation(
  config: Config,
  purpose: 'server' | 'command',
  log: (message: string) => void,
  signal?: AbortSignal,
): Promise<OpenInstallation> {
  const source = await openDatabase(config, purpose, log);
  try {
    signal?.throwIfAborted();
    // One that is cut off is rolled back.
    const ran = await unlessAborted(migrate(source.ownerUrl, log), signal);
    if (ran.length > 0) log(`migrated the database: ${ran.length} migrations`);
    const onIdleError = (error: Error) => log(`lost a database connection: ${error.message}`);
    const onSilence = (isSilent: boolean) =>
      log(isSilent ? 'the database has fallen silent; refusing requests until it answers' : 'the database answers again');
    const database = new Database({
      url: source.ownerUrl,
      role: 'skilltrace_server',
      applicationName: `skilltrace ${purpose}`,
      origin: { via: purpose },
      poolSize: config.databaseConnections,
      onIdleError,
      onSilence,
    });
    const readDatabase = new ReadDatabase({
      url: source.ownerUrl,
      applicationName: `skilltrace ${purpose} analytics`,
      poolSize: config.databaseConnections,
      onIdleError,
      onSilence,
    });
    return {
      config: { ...config, sessionSecret: config.sessionSecret ?? source.sessionSecret },
      database,
      readDatabase,
      ownerUrl: source.ownerUrl,
      lost: source.lost,
      close: async () => {
        // What still works when everybody else has ended is cut off.
        await Promise.race([Promise.all([database.close(), readDatabase.close()]), sleep(CUT_OFF_AFTER_MS, undefined, { ref: false })]);
        await source.release();
      },
    };
  } catch (error) {
    await source.release();
    throw error;
  }
}

async function openDatabase(config: Config, purpose: 'server' | 'command', log: (message: string) => void) {
  if (config.databaseUrl !== undefined) {
    return { ownerUrl: config.databaseUrl, sessionSecret: undefined, lost: FOR_EVER, release: () => Promise.resolve() };
  }
  const embedded = await acquireEmbeddedPostgres({ dataDir: config.dataDir, purpose, log }).catch((error: unknown) => {
    throw error instanceof UnusableDataDirError ? new ConfigError(error.message) : error;
  });
  return {
    ownerUrl: embedded.url,
    sessionSecret: await readOrCreateSecret(config.dataDir, 'session-secret'),
    lost: embedded.lost,
    release: embedded.release,
  };
}
