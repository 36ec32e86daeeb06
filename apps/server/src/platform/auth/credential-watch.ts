import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { answerTimeout } from '../database/answer-timeout.js';
import type { Database } from '../database/database.js';
import { CHANNEL, LOCKS } from '../database/ended-credentials.js';
import type { WatchedClient } from '../database/watched-client.js';
import type { RememberedCallers } from './remembered-callers.js';

const BEAT_MS = 1_000;
const ANSWER_WITHIN_MS = 1_000;
/** After a change. The client that made it usually looks for locks within a millisecond, and need not wait for one that is taken later. */
const PAUSE_MS = 500;

/**
 * Lets the server remember callers while it hears of every credential that ends. On its own connection it listens for changes and
 * holds a lock. When a change is announced, it forgets everyone and releases the lock. The client that made the change waits for all
 * locks, and so knows that every server has forgotten (`waitUntilForgotten`).
 *
 * While there is no such connection, or it does not answer within a second, nothing is remembered.
 */
export class CredentialWatch {
  private client: WatchedClient | undefined;
  private change = new AbortController();
  private isStopped = false;

  constructor(
    private readonly database: Database,
    private readonly remembered: Pick<RememberedCallers<unknown>, 'start' | 'stop'>,
  ) {}

  async run(): Promise<void> {
    while (!this.isStopped) {
      try {
        this.client = await this.database.openClient('skilltrace credentials');
        if (!this.isStopped) await this.watch(this.client);
      } catch {
        // The pools report a database that is away. Until the next attempt, every credential is looked up.
      }
      this.remembered.stop();
      this.client?.cutOff();
      if (!this.isStopped) await sleep(BEAT_MS, undefined, { ref: false });
    }
  }

  stop(): void {
    this.isStopped = true;
    this.client?.cutOff();
  }

  private async watch(client: WatchedClient): Promise<never> {
    for (const event of ['notification', 'error', 'end'] as const)
      client.on(event, () => {
        this.remembered.stop();
        this.change.abort();
      });
    await client.query(`LISTEN ${CHANNEL}`);
    for (;;) {
      this.change = new AbortController();
      let lock = await takeLock(client);
      if (!this.change.signal.aborted) this.remembered.start();
      while (!(await this.isChanged(client))) {
        // The answer of the beat came after everything that was announced before it. So a client that waits for the old lock has waited enough.
        const next = await takeLock(client);
        await releaseLock(client, lock);
        lock = next;
      }
      await releaseLock(client, lock);
      await sleep(PAUSE_MS, undefined, { ref: false });
    }
  }

  /** Waits for a beat. Then the connection must answer. @returns true as soon as a change is announced */
  private async isChanged(client: WatchedClient): Promise<boolean> {
    const { signal } = this.change;
    await sleep(BEAT_MS, undefined, { signal, ref: false }).catch(() => {});
    if (signal.aborted) return true;
    const silence = answerTimeout(ANSWER_WITHIN_MS).then(() => Promise.reject(new Error('The database does not answer')));
    await Promise.race([client.query('SELECT'), silence]);
    return signal.aborted;
  }
}

async function takeLock(client: WatchedClient): Promise<number> {
  const lock = randomInt(2 ** 31);
  await client.query('SELECT pg_advisory_lock($1, $2)', [LOCKS, lock]);
  return lock;
}

async function releaseLock(client: WatchedClient, lock: number): Promise<void> {
  await client.query('SELECT pg_advisory_unlock($1, $2)', [LOCKS, lock]);
}
