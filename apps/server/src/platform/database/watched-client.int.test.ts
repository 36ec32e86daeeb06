import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/test-database.js';

const ROWS = 100;
const STATEMENT = { name: 'rows', text: "SELECT n, 'a text of a row ' || n AS text FROM generate_series(1, $1::int) n" };

let db: TestDatabase;

beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

const inOldSpace = () => getHeapSpaceStatistics().find(({ space_name }) => space_name === 'old_space')?.space_used_size ?? Number.NaN;

it.each(['readDatabase', 'database'] as const)('a minor garbage collection frees the results of statements, on the %s', async (name) => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as (options?: { type: 'minor' }) => void;
  const some = async (statements: number) => {
    for (let n = 0; n < statements; n += 1) await db[name].query(STATEMENT, [ROWS]);
    for (let n = 0; n < statements; n += 1) await db[name].transaction(async (transaction) => transaction.query(STATEMENT, [ROWS]));
  };
  await some(50);
  collect();
  const before = inOldSpace();
  for (let round = 0; round < 10; round += 1) {
    await some(50);
    collect({ type: 'minor' });
  }
  // All results together take about 16 MB.
  expect(inOldSpace() - before).toBeLessThan(4_000_000);
});

it.each(['readDatabase', 'database'] as const)(
  'the stack of an error has the function that sent the statement, on the %s',
  async (name) => {
    async function readsTheUnreadable() {
      return await db[name].query({ name: 'unreadable', text: 'SELECT 1 / $1::int' }, [0]);
    }
    await expect(readsTheUnreadable()).rejects.toMatchObject({
      message: 'division by zero',
      stack: expect.stringContaining('readsTheUnreadable') as string,
    });
  },
);
