import { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, it, vi } from 'vitest';
import { propertyRuns } from '../../../test/property-runs.js';
import { withSuperuser } from '../../../test/superuser.js';
import { createTestDatabase, type TestDatabase } from '../../../test/test-database.js';
import { untilWaiting } from '../../../test/until-waiting.js';
import { sqlState } from '../errors/sqlstate.js';
import { ReadDatabase } from './read-database.js';

const ECHO = { name: 'echo', text: 'SELECT $1::bigint AS value, $2::text AS word' };
const DIVIDE = { name: 'divide', text: 'SELECT 60 / $1::bigint AS value' };
const PROCESS = { name: 'process', text: 'SELECT pg_backend_pid() AS process' };
const LOCK = 7;
const WAIT = { name: 'wait', text: `SELECT pg_backend_pid() AS process FROM pg_advisory_xact_lock_shared(${LOCK})` };

let db: TestDatabase;
let reads: ReadDatabase;

beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());
beforeEach(() => {
  reads = new ReadDatabase({ url: db.readerUrl, poolSize: 8 });
});
afterEach(async () => {
  // Every connection is back in the pool, so closing it does not wait.
  expect([reads.pool.idleCount, reads.pool.waitingCount]).toEqual([reads.pool.totalCount, 0]);
  await reads.close();
});

const times = <Value>(count: number, work: (index: number) => Promise<Value>) =>
  Promise.all(Array.from({ length: count }, (_, n) => work(n)));
const processOf = async (statement = PROCESS) => (await reads.query<{ process: number }>(statement))[0]?.process;

/** Runs `work` with a client that holds the lock that `WAIT` needs. */
const whileLocked = <Result>(work: (holder: pg.Client) => Promise<Result>) =>
  withSuperuser(db.superuserUrl, async (holder) => {
    await holder.query(`SELECT pg_advisory_lock(${LOCK})`);
    return work(holder);
  });
const UNLOCK = `SELECT pg_advisory_unlock(${LOCK})`;

describe('simultaneous statements that are prepared by name', () => {
  it('get their own answers and errors, also next to statements that fail', async () => {
    const asked = fc.oneof(
      fc.record({
        kind: fc.constant('echo' as const),
        value: fc.integer(),
        word: fc.string({ maxLength: 2_000 }).map((text) => text.replaceAll('\0', '')),
      }),
      fc.record({ kind: fc.constant('divide' as const), value: fc.integer({ min: -3, max: 3 }) }),
      // Not a number: the statement fails before it runs.
      fc.record({ kind: fc.constant('unparsable' as const), word: fc.constantFrom('x', '1.5', '') }),
      fc.record({ kind: fc.constant('transaction' as const), value: fc.integer() }),
    );
    const ask = async (one: typeof asked extends fc.Arbitrary<infer Asked> ? Asked : never): Promise<unknown> => {
      if (one.kind === 'echo') return reads.query(ECHO, [one.value, one.word]);
      if (one.kind === 'divide') return reads.query(DIVIDE, [one.value]);
      if (one.kind === 'unparsable') return reads.query(ECHO, [one.word, '']);
      return reads.transaction(async (transaction) => transaction.query('SELECT $1::bigint AS value', [one.value]));
    };
    await fc.assert(
      fc.asyncProperty(fc.array(asked, { minLength: 1, maxLength: 80 }), async (all) => {
        const results = await Promise.allSettled(all.map(ask));
        for (const [index, one] of all.entries()) {
          const result = results[index];
          const failure = result?.status === 'rejected' ? sqlState(result.reason) : undefined;
          const rows = result?.status === 'fulfilled' ? result.value : undefined;
          if (one.kind === 'unparsable') expect(failure).toBe('22P02');
          else if (one.kind === 'divide' && one.value === 0) expect(failure).toBe('22012');
          else if (one.kind === 'divide') expect(rows).toEqual([{ value: Math.trunc(60 / one.value) }]);
          else expect(rows).toEqual([one.kind === 'echo' ? { value: one.value, word: one.word } : { value: one.value }]);
        }
      }),
      { numRuns: propertyRuns(40) },
    );
  });

  it('use four connections, and one after the other only one', async () => {
    expect(new Set(await times(16, () => processOf())).size).toBe(4);
    const alone = new Set<number | undefined>();
    for (let n = 0; n < 8; n += 1) alone.add(await processOf());
    expect(alone.size).toBe(1);
  });

  it('go out in one packet for each connection', async () => {
    await times(16, () => processOf());
    const packets = vi.spyOn(Socket.prototype, '_writev');
    try {
      await times(16, () => processOf());
      expect(packets).toHaveBeenCalledTimes(4);
    } finally {
      packets.mockRestore();
    }
  });

  it('do not wait behind one that waits for a lock', async () => {
    await whileLocked(async (holder) => {
      let ended = 0;
      const blocked = times(4, () => processOf(WAIT).then(() => (ended += 1)));
      await untilWaiting(db.database, 4);
      await sleep(50);
      await times(8, () => processOf());
      expect(ended).toBe(0);
      await holder.query(UNLOCK);
      await blocked;
    });
  });

  it('fail together if their connection is lost, and the next ones get another connection', async () => {
    await whileLocked(async (holder) => {
      // Each tries again immediately, while the connection is not yet back in the pool.
      const running = times(16, () => processOf(WAIT).catch(async () => ((await processOf()) === undefined ? undefined : 'lost')));
      await untilWaiting(db.database, 4);
      const { rows } = await holder.query<{ pid: number }>(
        `SELECT pid, pg_terminate_backend(pid, 60000) FROM pg_stat_activity
          WHERE datname = current_database() AND wait_event_type = 'Lock' AND pid <> pg_backend_pid() LIMIT 1`,
      );
      expect(rows).toHaveLength(1);
      await holder.query(UNLOCK);
      const ended = await running;
      expect(ended).not.toContain(rows[0]?.pid);
      expect(ended.filter((one) => one === 'lost')).toHaveLength(4);
      expect(await times(16, () => processOf())).not.toContain(rows[0]?.pid);
    });
  });
});

it('a pool with a single connection runs simultaneous statements and transactions', async () => {
  const small = new ReadDatabase({ url: db.readerUrl, poolSize: 1 });
  try {
    const values = await times(40, async (n) => {
      if (n % 5 === 0)
        return (await small.transaction((transaction) => transaction.query<{ value: number }>('SELECT $1::bigint AS value', [n])))[0]
          ?.value;
      return (await small.query<{ value: number }>(ECHO, [n, '']))[0]?.value;
    });
    expect(values).toEqual(Array.from({ length: 40 }, (_, n) => n));
  } finally {
    await small.close();
  }
});
