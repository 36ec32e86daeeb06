import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../../../apps/server/src/platform/database/database.js';
import { openTcpProxy } from '../../../apps/server/test/tcp-proxy.js';
import { ask } from '../ask.js';
import { databaseFaults } from '../away/faults.js';
import { watch } from '../away/watcher.js';
import type { Context } from '../context.js';
import { checkUpdates } from '../crash/check-updates.js';
import { keepPosting } from '../crash/posting-client.js';
import { Scopes } from '../crash/scopes.js';
import { setCrashStage } from '../crash/stage.js';
import { untilAnswered } from '../crash/until-answered.js';
import { withSuperuser } from '../../../apps/server/test/superuser.js';
import { openDatabase } from '../open-database.js';

export const about =
  'the database is silent, cut off, stopped, full or read-only for up to 30 s while 16 clients post: every request is answered, with 503 during the fault, and the server recovers by itself';

const SESSION_SECRET = 'a secret that only these tests and their servers know';
/** Both pools, the connection of /readyz, and probes. */
const MOST_CONNECTIONS = 2 * 16 + 1 + 2;
const LONG_FAULT_EVERY = 10;
const LONG_FAULT_MS = 30_000;

export async function run(context: Context): Promise<Record<string, number>> {
  const postgres = await context.openPostgres();
  const databaseUrl = await postgres.createDatabase();
  const databaseName = new URL(databaseUrl).pathname.slice(1);
  const proxy = await openTcpProxy(new URL(databaseUrl));
  context.atEnd(() => proxy.close());
  const faults = await databaseFaults(context, postgres, databaseName, proxy);
  const environment = { DATABASE_URL: proxy.url(databaseUrl), SESSION_SECRET };
  const server = await context.startServer(environment);
  const withDatabase = async <Result>(work: (database: Database) => Promise<Result>) => {
    const database = await openDatabase(databaseUrl);
    try {
      return await work(database);
    } finally {
      await database.close();
    }
  };
  const nothing = () => Promise.resolve();
  const stage = await setCrashStage({
    name: 'outside',
    faults: [],
    url: server.url,
    environment,
    kill: nothing,
    bringBack: nothing,
    withDatabase,
    stop: () => server.stop(),
    log: () => server.log(),
  });
  const scopes = new Scopes(context.history);
  for (const [projectId, skillIds] of stage.declared) scopes.begin(projectId, skillIds);
  const facts = { acknowledged: 0, retries: 0, 'watcher requests': 0, 'watcher 503s': 0 };
  let newestId = 0;

  await context.eachRound(async ({ number, random }) => {
    // Each fault once first, so that a short run has as many faults as rounds.
    const fault = faults[number - 1] ?? random.pick(faults);
    const lasts = number % LONG_FAULT_EVERY === 0 ? LONG_FAULT_MS : random.between(200, 9_000);
    let over = false;
    const isOver = () => over;
    const posting = Promise.all(
      stage.clients.map((client, index) =>
        keepPosting(
          context,
          server.url,
          { ...client, prefix: `${number}-${index}` },
          { projectIds: stage.projectIds, random: random.fork(`client ${index}`), isOver, onAnswer: () => {} },
        ),
      ),
    );
    const token = stage.adminToken;
    const watched = [
      { path: '/readyz' },
      { path: '/api/skills', token },
      { path: '/api/organization/skills/summary', token },
      { path: `/api/users/${stage.clients[0]?.userId}/skills/momentum?bucket=day`, token },
    ];
    const watching = Promise.all(watched.map((question) => watch(context, server.url, question, isOver)));
    const living = watch(context, server.url, { path: '/healthz' }, isOver);
    try {
      await sleep(random.between(100, 1_500), undefined, { signal: context.signal });
      context.history.note('away', { fault: fault.name, lasts });
      await fault.begin();
      await sleep(lasts, undefined, { signal: context.signal });
      // The server must report that it is not ready before the database comes back.
      if (!fault.isReachable) await untilNotReady(server.url);
      await fault.end();
      context.history.note('back', { fault: fault.name });
      await untilAnswered(() => ask(server.url, { path: '/readyz' }));
    } finally {
      over = true;
    }
    const [posted, counts, life] = await Promise.all([posting, watching, living]);
    context.expect(life.refused === 0, '/healthz stays up', life);
    context.expect(server.isRunning(), 'the server keeps running', { log: server.log() });
    const acknowledged = posted.flatMap((client) => client.acknowledged);
    const checked = await withDatabase((database) => checkUpdates(context, database, { acknowledged, scopes, afterId: newestId }));
    newestId = checked.newestId;
    await expectFewConnections(context, postgres.superuserUrl(databaseName));
    const retries = posted.reduce((sum, { unanswered }) => sum + unanswered, 0);
    facts.acknowledged += acknowledged.length;
    facts.retries += retries;
    for (const { asked, refused } of counts) {
      facts['watcher requests'] += asked;
      facts['watcher 503s'] += refused;
    }
    return `${fault.name} for ${(lasts / 1000).toFixed(1)} s; ${acknowledged.length} updates acknowledged, ${retries} retries`;
  });
  return facts;
}

async function untilNotReady(server: string): Promise<void> {
  for (;;) {
    const answer = await ask(server, { path: '/readyz', patienceMs: 60_000 });
    if (answer.status === 503) return;
    await sleep(50);
  }
}

async function expectFewConnections(context: Context, superuserUrl: string): Promise<void> {
  const { rows } = await withSuperuser(superuserUrl, (client) =>
    client.query<{ count: number }>(
      "SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'skilltrace %'",
    ),
  );
  context.expect((rows[0]?.count ?? 0) <= MOST_CONNECTIONS, 'the number of connections stays within the limit', rows[0]);
}
