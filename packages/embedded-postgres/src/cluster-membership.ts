import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type Cluster, SUPERUSER } from './cluster.js';
import type { Place } from './postmaster.js';

// Advisory locks are local to one database. These are in `postgres`, separate from the application's own locks. The numbers
// are arbitrary, but all versions of a program that may share a cluster must use the same ones.
const LOCK_SPACE = 0x534b494c;
const USERS_LOCK = 1;
const SERVER_LOCK = 2;
const SETUP_LOCK = 3;

const SERVER_LOCK_TIMEOUT_MS = 1000;

/**
 * The membership of one process in a running cluster: a superuser connection whose advisory locks show which processes use
 * the cluster. PostgreSQL releases the locks when the process exits for any reason.
 */
export class ClusterMembership {
  readonly #client: pg.Client;
  /** Resolves with the reason when the connection breaks before `leave()`. Never rejects. */
  readonly lost: Promise<Error>;
  #leaving = false;

  private constructor(client: pg.Client) {
    this.#client = client;
    this.lost = new Promise((resolve) => {
      let reason = new Error('The connection to the embedded PostgreSQL ended.');
      client.on('error', (error) => {
        reason = error;
      });
      client.on('end', () => {
        if (!this.#leaving) resolve(reason);
      });
    });
  }

  /**
   * Connects and takes the lock that all users of the cluster share. If a leaving process is stopping the cluster, this
   * waits and then fails with an error for which `isStoppingOrStarting` is true.
   */
  static async join(cluster: Cluster, { host, port }: Place, program: string): Promise<ClusterMembership> {
    const client = new pg.Client({
      host,
      port,
      user: SUPERUSER,
      password: cluster.superuserPassword,
      database: 'postgres',
      application_name: `${program} ${process.pid}`,
      ssl: false,
      keepAlive: true,
      connectionTimeoutMillis: 10_000,
    });
    const membership = new ClusterMembership(client);
    try {
      await client.connect();
      await client.query('SELECT pg_advisory_lock_shared($1, $2)', [LOCK_SPACE, USERS_LOCK]);
      return membership;
    } catch (error) {
      await membership.close();
      throw error;
    }
  }

  /**
   * Takes the lock of the single server. Waits up to one second, so that PostgreSQL can notice that a killed server's
   * connection is closed.
   */
  async tryBecomeServer(): Promise<boolean> {
    const deadline = Date.now() + SERVER_LOCK_TIMEOUT_MS;
    for (;;) {
      if (await this.#tryLock(SERVER_LOCK)) return true;
      if (Date.now() > deadline) return false;
      await sleep(100);
    }
  }

  /** Runs `work` while no other process sets up the database. */
  async whileSettingUp<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
    await this.#client.query('SELECT pg_advisory_lock($1, $2)', [LOCK_SPACE, SETUP_LOCK]);
    try {
      return await work(this.#client);
    } finally {
      await this.#client.query('SELECT pg_advisory_unlock($1, $2)', [LOCK_SPACE, SETUP_LOCK]);
    }
  }

  /**
   * Releases the locks. If no other process uses the cluster, runs `stopCluster`; until that ends, new processes wait for the
   * users' lock. A cluster that has already stopped is not an error.
   */
  async leave(stopCluster: () => Promise<void>): Promise<void> {
    this.#leaving = true;
    try {
      if (await this.#isLastUser()) await stopCluster();
    } finally {
      await this.close();
    }
  }

  async #isLastUser(): Promise<boolean> {
    try {
      await this.#client.query('SELECT pg_advisory_unlock_all()');
      return await this.#tryLock(USERS_LOCK);
    } catch {
      return false;
    }
  }

  async #tryLock(lock: number): Promise<boolean> {
    const sql = 'SELECT pg_try_advisory_lock($1, $2) AS got';
    const { rows } = await this.#client.query<{ got: boolean }>(sql, [LOCK_SPACE, lock]);
    return rows[0]?.got === true;
  }

  private async close(): Promise<void> {
    this.#leaving = true;
    await this.#client.end().catch(() => undefined);
  }
}

/** Whether an error of `join` means that the cluster is stopping or starting, so that the caller should retry. */
export function isStoppingOrStarting(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string };
  // ENOENT: the socket does not exist while the cluster is stopping or starting.
  const temporary = ['ENOENT', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', '57P01', '57P02', '57P03'];
  // The driver sets no code if the connection closes between two messages.
  return (code !== undefined && temporary.includes(code)) || message?.startsWith('Connection terminated') === true;
}
