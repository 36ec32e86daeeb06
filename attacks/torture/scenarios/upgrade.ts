import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { verifyLedger } from '../../../apps/server/src/signals/verify/verify-ledger.js';
import { installVersion, OLDEST, VERSIONS } from '../../../apps/server/test/earlier-version.js';
import { contentOf, tablesOf } from '../../../apps/server/test/rows-of-every-table.js';
import type { Context } from '../context.js';
import { ServerDidNotStart } from '../server-process.js';
import { openDatabase } from '../open-database.js';

export const about =
  'a filled database with an earlier schema is upgraded by servers that start simultaneously and are killed during the upgrade: no row is lost; a newer database is rejected';
export const oneRoundIn = 2;

const SESSION_SECRET = 'a secret of the torture, 32 characters';
const EXIT_UNAVAILABLE = 3;

/** Each round chooses a random version, and kills servers at random times before it lets two of them finish. */
export async function run(context: Context): Promise<Record<string, number>> {
  const postgres = await context.openPostgres();
  const totals = { upgraded: 0, killed: 0, killedMidMigration: 0, rejected: 0 };
  await context.eachRound(async ({ random }) => {
    const url = await postgres.createDatabase();
    const variables = { DATABASE_URL: url, SESSION_SECRET };
    const last = random.pick(VERSIONS);
    await installVersion(url, last);
    const owner = new pg.Client({ connectionString: url });
    await owner.connect();
    context.atEnd(() => owner.end().catch(() => {}));
    const tables = await tablesOf(owner);
    const before = await contentOf(owner, tables);
    const applied = async () => (await owner.query('SELECT FROM schema_migrations WHERE name >= $1', [OLDEST])).rowCount ?? 0;

    const kills = random.between(0, 2);
    for (let kill = 0; kill < kills; kill += 1) {
      const reached = await applied();
      const starting = context.startServer(variables, random.chance(0.3) ? random.between(300, 3_000) : undefined).then(
        (server) => server.kill(),
        (error: unknown) => error,
      );
      const ended = new AbortController();
      const cutting = terminateMigration({
        superuserUrl: postgres.superuserUrl(),
        databaseUrl: url,
        afterMs: random.between(0, 60),
        signal: ended.signal,
      });
      const outcome = await starting;
      ended.abort();
      await cutting;
      if (outcome !== undefined && !(outcome instanceof ServerDidNotStart)) throw outcome;
      totals.killed += 1;
      const now = await applied();
      if (now > reached && now < VERSIONS.length) totals.killedMidMigration += 1;
      context.history.note('killed', { last, reached, now });
    }
    const servers = await Promise.all([context.startServer(variables), context.startServer(variables)]);
    context.expect((await applied()) === VERSIONS.length, 'every migration ran once', { last, applied: await applied() });
    const after = await contentOf(owner, tables, before);
    for (const [table, { rows }] of before) {
      const remaining = new Set(after.get(table)?.rows);
      const missing = rows.filter((row) => !remaining.has(row));
      context.expect(missing.length === 0, 'no row is lost or changed', { last, table, missing });
    }
    for (const { url: serverUrl } of servers) {
      const { status } = await fetch(`${serverUrl}/readyz`);
      context.expect(status === 200, 'the upgraded server is ready', { last, status });
    }
    const database = await openDatabase(url, { poolSize: 2 });
    const { ok, checks } = await verifyLedger(database);
    context.expect(ok, 'ledger verify is clean', { last, broken: checks.filter(({ violations }) => violations > 0) });
    await database.close();
    await Promise.all(servers.map((server) => server.stop()));
    totals.upgraded += 1;

    await owner.query("INSERT INTO schema_migrations (name, run_on) VALUES ('9999_of_tomorrow', now())");
    const refusal = await context.startServer(variables).then(
      () => 'it started',
      (error: Error) => error.message,
    );
    const isClear =
      refusal.includes(`ended with ${EXIT_UNAVAILABLE}`) &&
      refusal.includes('The database is newer than this version') &&
      !/\n\s+at /.test(refusal);
    context.expect(isClear, 'a newer database is rejected with one sentence and exit code 3', refusal);
    totals.rejected += 1;
    await owner.end();
    return `from ${last}, ${kills} servers killed before`;
  });
  return totals;
}

/** Terminates the connection that holds the migration lock shortly after it took the lock. Stops when `signal` is aborted. */
async function terminateMigration(given: {
  superuserUrl: string;
  databaseUrl: string;
  afterMs: number;
  signal: AbortSignal;
}): Promise<void> {
  const { superuserUrl, databaseUrl, afterMs, signal } = given;
  const superuser = new pg.Client({ connectionString: superuserUrl });
  await superuser.connect();
  const holder = `
    SELECT l.pid FROM pg_locks l JOIN pg_stat_activity a USING (pid)
     WHERE l.locktype = 'advisory' AND l.granted AND a.datname = $1`;
  while (!signal.aborted) {
    const { rows } = await superuser.query<{ pid: number }>(holder, [new URL(databaseUrl).pathname.slice(1)]);
    if (rows[0]) {
      await sleep(afterMs);
      await superuser.query('SELECT pg_terminate_backend($1)', [rows[0].pid]);
      break;
    }
    await sleep(5);
  }
  await superuser.end();
}
