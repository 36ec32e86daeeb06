import { setTimeout as sleep } from 'node:timers/promises';
import { type Cluster, clusterUrl, locateCluster, SUPERUSER } from './cluster.js';
import { ClusterMembership, isStoppingOrStarting } from './cluster-membership.js';
import { createOwnerAndDatabase, type OwnedDatabase } from './create-owner-and-database.js';
import { EmbeddedDatabaseInUseError } from './embedded-database-in-use-error.js';
import { readOrCreateSecret } from './generated-secret.js';
import { initializeCluster } from './initialize-cluster.js';
import type { Place } from './postmaster.js';
import { ensureClusterRuns, stopCluster } from './run-cluster.js';

const JOIN_TIMEOUT_MS = 120_000;

export { CannotRunHereError } from './cannot-run-here-error.js';
export { EmbeddedDatabaseInUseError } from './embedded-database-in-use-error.js';
export { readOrCreateSecret } from './generated-secret.js';
export { UnusablePathError } from './unusable-path-error.js';

export interface EmbeddedPostgresOptions extends OwnedDatabase {
  /** The name of the program, shown by PostgreSQL for its connections. */
  program: string;
  /** Created if missing. Holds the cluster, its log and the generated secrets. */
  dataDir: string;
  /** At most one `server` uses a cluster at a time, plus any number of `command` processes. */
  purpose: 'server' | 'command';
  log: (message: string) => void;
  /** Additional PostgreSQL settings. Only the process that starts the cluster applies them. */
  settings?: Record<string, string>;
}

export interface EmbeddedPostgres {
  /** The URL of the application's database, as its owner (not a superuser). */
  url: string;
  /** The URL of the `postgres` database, as superuser. */
  superuserUrl: string;
  /**
   * Resolves with the reason when PostgreSQL stopped or restarted unexpectedly. From then on this process no longer counts
   * as a user of the cluster, so a server must exit. Never rejects. Stays pending after `release()`.
   */
  lost: Promise<Error>;
  /** Stops using the cluster; the last user stops PostgreSQL. Close all other connections first, because stopping closes them. */
  release: () => Promise<void>;
}

/**
 * Opens the embedded PostgreSQL of a data directory. Creates it on the first call, starts it if it is not running, and
 * otherwise joins the running one, even if the process that started it was killed.
 *
 * @throws EmbeddedDatabaseInUseError for a second `server`; UnusablePathError and CannotRunHereError if PostgreSQL cannot
 * run here
 */
export async function acquireEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const cluster = await locateCluster(options.dataDir);
  const ownerPassword = await readOrCreateSecret(cluster.dataDir, 'postgres-owner-password');
  if ((await initializeCluster(cluster, { sync: true })) === 'made') {
    options.log(`created a PostgreSQL cluster in ${cluster.directory}`);
  }

  const { membership, place } = await startAndJoin(cluster, options);
  const release = once(() => membership.leave(() => stopCluster(cluster, 'fast')));
  try {
    if (options.purpose === 'server' && !(await membership.tryBecomeServer())) {
      throw new EmbeddedDatabaseInUseError(cluster.dataDir);
    }
    await membership.whileSettingUp((client) => createOwnerAndDatabase(client, options, ownerPassword));
  } catch (error) {
    await release();
    throw error;
  }
  return {
    url: clusterUrl({ user: options.owner, password: ownerPassword, place, database: options.database }),
    superuserUrl: superuserUrl(cluster, place),
    lost: membership.lost,
    release,
  };
}

/** The URL of the cluster's `postgres` database, as superuser. */
export function superuserUrl(cluster: Cluster, place: Place): string {
  return clusterUrl({ user: SUPERUSER, password: cluster.superuserPassword, place, database: 'postgres' });
}

async function startAndJoin(cluster: Cluster, options: EmbeddedPostgresOptions): Promise<{ membership: ClusterMembership; place: Place }> {
  const deadline = Date.now() + JOIN_TIMEOUT_MS;
  for (;;) {
    const place = await ensureClusterRuns(cluster, options.settings ?? {}, options.log);
    try {
      return { membership: await ClusterMembership.join(cluster, place, options.program), place };
    } catch (error) {
      if ((error as { code?: string }).code === '28P01') throw wrongPassword(cluster, error);
      if (!isStoppingOrStarting(error) || Date.now() > deadline) throw error;
      await sleep(50);
    }
  }
}

function wrongPassword(cluster: Cluster, cause: unknown): Error {
  return new Error(
    `The passwords in ${cluster.dataDir}/secrets do not belong to the database in ${cluster.directory}; ` +
      'restore both of them from the same backup.',
    { cause },
  );
}

function once(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => (running ??= work());
}
