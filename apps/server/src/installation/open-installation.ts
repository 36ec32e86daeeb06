import { setTimeout as sleep } from 'node:timers/promises';
import { readOrCreateSecret } from '@skilltrace/embedded-postgres';
import type { Config } from '../platform/config/config.js';
import { erasureKey } from '../platform/database/erasure-key.js';
import { Database } from '../platform/database/database.js';
import { ReadDatabase } from '../platform/database/read-database.js';
import { standbyUrl } from '../platform/database/logins/database-url.js';
import type { LoginUrls } from '../platform/database/logins/prepare-logins.js';
import { Standbys } from '../platform/database/standbys/standbys.js';
import { unlessAborted } from '../platform/process/stop-signals.js';
import type { Installation } from '../platform/platform.module.js';
import { openEmbeddedDatabase } from './embedded-database.js';
import { openLogins } from './open-logins.js';
import { recordCluster } from '../signals/checkpoints/clusters.js';

export interface OpenInstallation extends Installation {
  /** The URL of the database's owner. Undefined if only the logins of the server are configured. */
  ownerUrl: string | undefined;
  /** The logins of the server and the reader. */
  logins: LoginUrls;
  /** Resolves with the reason when the embedded database stops unexpectedly. Never resolves for an external database. */
  lost: Promise<Error>;
  close(): Promise<void>;
}

const CUT_OFF_AFTER_MS = 2_000;
const NEVER = new Promise<never>(() => {});

/**
 * Opens the installation described by the settings: starts or joins its database, migrates it, and connects as the restricted
 * logins. A `command` works while a server is running. Otherwise it starts the database and stops it afterwards.
 *
 * @param signal aborts the start. The database is stopped again unless another process uses it.
 * @throws EmbeddedDatabaseRefused if a second server uses the same embedded database
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
    // An aborted migration is rolled back.
    const logins = await unlessAborted(openLogins(config, source.ownerUrl, log), signal);
    const onIdleError = (error: Error) => log(`lost a database connection: ${error.message}`);
    const onSilence = (isSilent: boolean) =>
      log(isSilent ? 'the database does not respond; rejecting requests until it does' : 'the database responds again');
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
    const standbys = new Standbys(
      readDatabase,
      purpose === 'command'
        ? []
        : config.databaseReadUrls.map((url) => ({
            url: standbyUrl(url, logins.readerUrl),
            applicationName: `skilltrace ${purpose} analytics`,
            poolSize: config.databaseConnections,
            maxLagMs: config.databaseReadMaxLag * 1000,
            log,
          })),
    );
    const close = () => Promise.all([database, readDatabase, standbys].map((each) => each.close()));
    // The first connection checks the privileges of each login, so that a wrong login fails the start and not the first
    // request.
    await Promise.all([database, readDatabase].map((each) => each.checkLogin()))
      // Must run before anything is recorded, so that a restored ledger can distinguish earlier transactions from later ones.
      .then(() => recordCluster(database))
      .then(() => warnOfUnrecognizable(database, log))
      .then(() => standbys.start())
      .catch(async (error: unknown) => {
        await close();
        throw error;
      });
    return {
      config: { ...config, sessionSecret },
      database,
      readDatabase,
      standbys,
      ownerUrl: source.ownerUrl,
      logins,
      lost: source.lost,
      close: async () => {
        // Cuts off connections that are still busy after everything else has ended.
        await Promise.race([close(), sleep(CUT_OFF_AFTER_MS, undefined, { ref: false })]);
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
    return { ownerUrl: config.databaseUrl, sessionSecret: undefined, lost: NEVER, release: () => Promise.resolve() };
  }
  const embedded = await openEmbeddedDatabase({ dataDir: config.dataDir, purpose, log });
  return {
    ownerUrl: embedded.url,
    sessionSecret: await readOrCreateSecret(config.dataDir, 'session-secret'),
    lost: embedded.lost,
    release: embedded.release,
  };
}

/** Erased people whose fingerprints were made with another key could be restored by the next import. */
async function warnOfUnrecognizable(database: Database, log: (message: string) => void): Promise<void> {
  const [row] = await database.query<{ count: number }>('SELECT unrecognizable_fingerprints() AS count');
  if (row && row.count > 0)
    log(
      `${row.count} fingerprints of erased people were made with another secret, so an import can restore these people. ` +
        'Set ERASURE_SECRET to the SESSION_SECRET or ERASURE_SECRET that was used then.',
    );
}
