import { setTimeout as sleep } from 'node:timers/promises';
import { readOrCreateSecret } from '@skilltrace/embedded-postgres';
import type { Config } from '../platform/config/config.js';
import { erasureKey } from '../platform/database/erasure-key.js';
import { Database } from '../platform/database/database.js';
import { ReadDatabase } from '../platform/database/read-database.js';
import type { LoginUrls } from '../platform/database/logins/prepare-logins.js';
import { unlessAborted } from '../platform/process/stop-signals.js';
import type { Installation } from '../platform/platform.module.js';
import { openEmbeddedDatabase } from './embedded-database.js';
import { openLogins } from './open-logins.js';
import { rememberCluster } from '../signals/checkpoints/clusters.js';

export interface OpenInstallation extends Installation {
  /** With which the server and the reader log in. */
  logins: LoginUrls;
  /** Fulfilled with the reason when the embedded database ended under us; pending for ever with an outside one. */
  lost: Promise<Error>;
  close(): Promise<void>;
}

const CUT_OFF_AFTER_MS = 2_000;
const FOR_EVER = new Promise<never>(() => {});

/**
 * Opens the installation that the settings name: starts or joins its database, migrates it, and connects to it as the
 * restricted logins. A `command` works beside a running server, and starts the database for its own time otherwise.
 *
 * @param signal gives the start up; the database is stopped again then, unless others use it
 * @throws EmbeddedDatabaseRefused for a second server on one embedded database
 */
export async function openInstallation(
  config: Config,
  purpose: 'server' | 'command',
  log: (message: string) => void,
  signal?: AbortSignal,
): Promise<OpenInstallation> {
  const source = await openDatabase(config, purpose, log);
  const sessionSecret = config.sessionSecret ?? source.sessionSecret;
  try {
    signal?.throwIfAborted();
    // One that is cut off is rolled back.
    const logins = await unlessAborted(openLogins(config, source.ownerUrl, log), signal);
    const onIdleError = (error: Error) => log(`lost a database connection: ${error.message}`);
    const onSilence = (isSilent: boolean) =>
      log(isSilent ? 'the database has fallen silent; refusing requests until it answers' : 'the database answers again');
    const database = new Database({
      url: logins.serverUrl,
      role: 'skilltrace_server',
      applicationName: `skilltrace ${purpose}`,
      origin: { via: purpose },
      erasureKey: erasureKey(config.erasureSecret ?? sessionSecret ?? ''),
      poolSize: config.databaseConnections,
      onIdleError,
      onSilence,
    });
    const readDatabase = new ReadDatabase({
      url: logins.readerUrl,
      applicationName: `skilltrace ${purpose} analytics`,
      poolSize: config.databaseConnections,
      onIdleError,
      onSilence,
    });
    // The first connection of each shows whether its login is what it has to be. A start fails there, not the first request.
    await Promise.all([database, readDatabase].map((each) => each.checkLogin()))
      // Before anything is recorded, so that a restored ledger tells its earlier transactions from those that follow.
      .then(() => rememberCluster(database))
      .then(() => warnOfUnrecognizable(database, log))
      .catch(async (error: unknown) => {
        await Promise.all([database.close(), readDatabase.close()]);
        throw error;
      });
    return {
      config: { ...config, sessionSecret },
      database,
      readDatabase,
      logins,
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
  if (config.databaseUrl !== undefined || config.databaseServerUrl !== undefined) {
    return { ownerUrl: config.databaseUrl, sessionSecret: undefined, lost: FOR_EVER, release: () => Promise.resolve() };
  }
  const embedded = await openEmbeddedDatabase({ dataDir: config.dataDir, purpose, log });
  return {
    ownerUrl: embedded.url,
    sessionSecret: await readOrCreateSecret(config.dataDir, 'session-secret'),
    lost: embedded.lost,
    release: embedded.release,
  };
}

/** Erased people whose fingerprints have another key would come back with the next import. */
async function warnOfUnrecognizable(database: Database, log: (message: string) => void): Promise<void> {
  const [row] = await database.query<{ count: number }>('SELECT unrecognizable_fingerprints() AS count');
  if (row && row.count > 0)
    log(
      `${row.count} fingerprints of erased people were made with another secret, and an import can bring these people back. ` +
        'Set ERASURE_SECRET to the SESSION_SECRET or ERASURE_SECRET of that time.',
    );
}
