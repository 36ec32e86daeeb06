import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type Cluster, SUPERUSER } from './cluster.js';
import type { Place } from './postmaster.js';

// Advisory locks count only within one database; these live in `postgres`, apart from the application's own.
// The numbers are arbitrary; all versions of a program that may share a cluster have to use the same ones.
const LOCK_SPACE = 0x534b494c;
const USERS_LOCK = 1;
const SERVER_LOCK = 2;
const SETUP_LOCK = 3;

const SERVER_LOCK_PATIENCE_MS = 1000;

/**
 * One process's membership of a running cluster: a superuser connection whose advisory locks say who is using the
 * cluster. The locks end with the process, however it ends.
 */
export class ClusterMembership {
  readonly #client: pg.Client;
  /** Fulfilled with the reason when the connection breaks before `leave()`; never rejected. */
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
   * Connects and takes the lock that every user of the cluster shares. Waits while a leaving process stops the cluster,
   * and then fails with an error for which `isGoingAway` is true.
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

  /** Takes the lock of the one server. Waits a second, in which a killed server's connection is noticed to be gone. */
  async tryBecomeServer(): Promise<boolean> {
    const deadline = Date.now() + SERVER_LOCK_PATIENCE_MS;
    for (;;) {
      if (await this.#tryLock(SERVER_LOCK)) return true;
      if (Date.now() > deadline) return false;
      await sleep(100);
    }
  }

  /** Runs the work while no other process runs its own. */
  async whileSettingUp<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
    await this.#client.query('SELECT pg_advisory_lock($1, $2)', [LOCK_SPACE, SETUP_LOCK]);
    try {
      return await work(this.#client);
    } finally {
      await this.#client.query('SELECT pg_advisory_unlock($1, $2)', [LOCK_SPACE, SETUP_LOCK]);
    }
  }

  /**
   * Gives up the locks; when nobody else uses the cluster, runs `turnOffTheLight`, during which newcomers wait at the
   * users' lock. A cluster that is gone already is not an error.
   */
  async leave(turnOffTheLight: () => Promise<void>): Promise<void> {
    this.#leaving = true;
    try {
      if (await this.#isLastOne()) await turnOffTheLight();
    } finally {
      await this.close();
    }
  }

  async #isLastOne(): Promise<boolean> {
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

/** Whether an error of `join` means that the cluster is stopping or starting, so that trying again makes sense. */
export function isGoingAway(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string };
  // ENOENT: the socket of one that is stopping or starting is not there.
  const passing = ['ENOENT', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', '57P01', '57P02', '57P03'];
  // The driver gives a connection cut between two messages no code.
  return (code !== undefined && passing.includes(code)) || message?.startsWith('Connection terminated') === true;
}
