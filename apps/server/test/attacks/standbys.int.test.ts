import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  createPeople,
  openStandbyCluster,
  pauseAll,
  resumeReplay,
  untilReplayed,
  type Person,
  type StandbyCluster,
  type StandbyServer,
} from '../standby-cluster.js';
import { withSuperuser } from '../superuser.js';

const POLL = { timeout: 120_000, interval: 100 };
const ALL_OK = { database: 'ok', logins: 'ok', schema: 'ok', writes: 'ok', standby1: 'ok', standby2: 'ok' };

let cluster: StandbyCluster;
/** A standby may be far behind, so that a test can pause it without being fast. */
let server: StandbyServer;
let author: Person;
let other: Person;

beforeAll(async () => {
  cluster = await openStandbyCluster(2);
  server = await cluster.startServer({ DATABASE_READ_MAX_LAG: '3600' });
  [author, other] = (await createPeople(server, 2)) as [Person, Person];
});
afterAll(async () => {
  await server.close();
  await cluster.close();
});
afterEach(async () => {
  for (const standby of cluster.standbys) {
    await standby.start();
    await resumeReplay(standby);
    await untilReplayed(cluster.primary, standby);
  }
  await expect.poll(() => server.checks(), POLL).toEqual(ALL_OK);
});

describe('reads that only show something', () => {
  it('come from a standby, and a person who has just posted sees the signal although no standby has it', async () => {
    const before = await author.ownSignals(server);
    await pauseAll(cluster);
    await author.post(server);
    expect(await author.ownSignals(server)).toBe(before + 1);
    await expect.poll(() => other.signalsOf(author, server), POLL).toBe(before);
    // Another program of the author, which does not know the position.
    const url = `/api/users/${author.profileId}/skills/summary`;
    const withToken = await server.app.inject({ url, headers: { authorization: `Bearer ${author.token}`, host: 'localhost:3000' } });
    expect(withToken.json().items).toMatchObject([{ signals: before + 1 }]);
    expect((await author.get(server, '/api/organization/skills/mismatches')).statusCode).toBe(200);

    const another = await cluster.startServer({ DATABASE_READ_MAX_LAG: '3600' });
    expect([await author.ownSignals(another), await author.ownSignals(another)]).toEqual([before + 1, before + 1]);
    expect(await another.checks()).toMatchObject({ standby1: 'outdated', standby2: 'outdated' });
    for (const standby of cluster.standbys) await resumeReplay(standby);
    await expect.poll(() => another.checks(), POLL).toEqual(ALL_OK);
    await another.close();
  });

  it('come from the primary once every standby is behind by more than the limit, and from a standby again when it has caught up', async () => {
    const strict = await cluster.startServer({ DATABASE_READ_MAX_LAG: '3' });
    await expect.poll(() => strict.checks(), POLL).toEqual(ALL_OK);
    const before = await author.ownSignals(strict);
    await pauseAll(cluster);
    await author.post(server);
    await expect.poll(() => other.signalsOf(author, strict), POLL).toBe(before + 1);
    await expect.poll(() => strict.checks(), POLL).toMatchObject({ standby1: 'outdated', standby2: 'outdated' });
    const metrics = (await other.get(strict, '/metrics')).payload;
    expect(metrics).toContain('skilltrace_standby_used{standby="1"} 0');
    expect(Number(/^skilltrace_standby_lag_seconds\{standby="2"\} (.*)$/m.exec(metrics)?.[1])).toBeGreaterThan(3);
    expect(Number(/^skilltrace_standby_lag_bytes\{standby="2"\} (.*)$/m.exec(metrics)?.[1])).toBeGreaterThan(0);

    const about = () => strict.logged.filter((line) => line.includes(`127.0.0.1:${cluster.standbys[0]?.port} `));
    // The next look at the standby logs it.
    await expect.poll(about, POLL).toContainEqual(expect.stringContaining('is not used: it is too far behind'));
    for (const standby of cluster.standbys) await resumeReplay(standby);
    await expect.poll(() => strict.checks(), POLL).toEqual(ALL_OK);
    expect(about().filter((line, at, all) => line === all[at - 1])).toEqual([]);
    await strict.close();
  });

  it('as of a time come from the primary unless a standby has everything recorded until then', async () => {
    const before = await author.ownSignals(server);
    await pauseAll(cluster);
    await author.post(server);
    const [row] = await server.installation.database.query<{ now: string }>('SELECT clock_timestamp() AS now');
    const asOf = encodeURIComponent(row?.now ?? '');
    const url = `/api/users/${author.profileId}/skills/summary`;
    await expect.poll(() => other.signalsOf(author, server), POLL).toBe(before);
    expect((await other.get(server, `${url}?asOf=${asOf}`)).json().items).toMatchObject([{ signals: before + 1 }]);
  });
});

describe('a lost standby', () => {
  it('killed during many reads fails none of them, is reported, and is used again when it is back', async () => {
    const ends = new AbortController();
    const statuses = new Set<number>();
    const readers = Array.from({ length: 8 }, async () => {
      while (!ends.signal.aborted) statuses.add((await other.get(server, `/api/users/${author.profileId}/skills/momentum`)).statusCode);
    });
    for (const [at, standby] of cluster.standbys.entries()) {
      await sleep(300);
      await standby.killPostmaster();
      await expect.poll(() => server.checks(), POLL).toMatchObject({ [`standby${at + 1}`]: 'unavailable' });
    }
    await sleep(300);
    ends.abort();
    await Promise.all(readers);
    expect([...statuses]).toEqual([200]);
    for (const standby of cluster.standbys) await standby.start();
    await expect.poll(() => server.checks(), POLL).toEqual(ALL_OK);
    for (const standby of cluster.standbys)
      await expect
        .poll(async () => {
          await other.get(server, `/api/users/${author.profileId}/skills/momentum`);
          return readersOn(standby.superuserUrl());
        }, POLL)
        .toBeGreaterThan(0);
  });

  it.each([
    ['cancels it because it conflicts with the replay', `BEGIN; LOCK profiles; COMMIT`, undefined],
    ['ends its connection', undefined, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE '%analytics'`],
  ])('repeats a statement on the primary if the standby %s', async (_, onPrimary, onStandby) => {
    const asked = server.installation.standbys?.with({ position: 0 }).query<{ isStandby: boolean }>(SLOW_ON_STANDBY);
    const inTurn = await untilRunning();
    if (onPrimary) await withSuperuser(cluster.primary.superuserUrl(cluster.name), (client) => client.query(onPrimary));
    if (onStandby) await withSuperuser(inTurn, (client) => client.query(onStandby));
    expect(await asked).toEqual([{ isStandby: false }]);
  });

  it('does not repeat a statement that was canceled because it took too long', async () => {
    const asked = Promise.allSettled([server.installation.standbys?.with({ position: 0 }).query(SLOW_ON_STANDBY)]);
    const inTurn = await untilRunning();
    await withSuperuser(inTurn, (client) =>
      client.query("SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE application_name LIKE '%analytics' AND state = 'active'"),
    );
    expect(await asked).toMatchObject([{ status: 'rejected', reason: { code: '57014' } }]);
  });
});

it('a standby that restarts with less than it had is not used until it has replayed it again', async () => {
  const [standby, second] = cluster.standbys;
  if (!standby || !second) throw new Error('There must be two standbys');
  const settings = join(standby.directory, 'postgresql.auto.conf');
  const asBefore = await readFile(settings, 'utf8');
  await second.stop('fast');
  // The replay begins here after the restart, and then waits at the next commit.
  await withSuperuser(cluster.primary.superuserUrl(), (client) => client.query('CHECKPOINT'));
  await untilReplayed(cluster.primary, standby);
  await withSuperuser(standby.superuserUrl(), (client) => client.query('CHECKPOINT'));
  const position = await author.post(server);
  const observed = () => server.installation.standbys?.all[0];
  await expect.poll(() => observed()?.has({ position }), POLL).toBe(true);
  const before = await other.signalsOf(author, server);
  try {
    await writeFile(settings, `${asBefore}recovery_min_apply_delay = '1h'\n`);
    await standby.stop('immediate');
    await standby.start();
    const seen = await Promise.all(Array.from({ length: 20 }, () => other.signalsOf(author, server)));
    expect(new Set(seen)).toEqual(new Set([before]));
    await expect.poll(() => observed()?.problem?.kind, POLL).toBe('restarted');
    expect(await other.signalsOf(author, server)).toBe(before);
  } finally {
    await writeFile(settings, asBefore);
    await standby.stop('immediate');
  }
});

// The volatile function keeps PostgreSQL from sleeping while it plans.
const SLOW_ON_STANDBY = `SELECT pg_is_in_recovery() AS "isStandby" FROM (SELECT FROM profiles LIMIT 1) p
  WHERE CASE WHEN pg_is_in_recovery() THEN pg_sleep(120 + random()) IS NOT NULL ELSE true END`;

/** Waits until a standby runs the slow statement. @returns the URL of its superuser */
async function untilRunning(): Promise<string> {
  for (;;) {
    for (const standby of cluster.standbys) {
      const url = standby.superuserUrl();
      const { rowCount } = await withSuperuser(url, (client) =>
        client.query("SELECT FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND application_name LIKE '%analytics'"),
      );
      if (rowCount === 1) return url;
    }
    await sleep(20);
  }
}

async function readersOn(url: string): Promise<number> {
  const { rows } = await withSuperuser(url, (client) =>
    client.query<{ count: number }>(
      "SELECT count(*)::int AS count FROM pg_stat_activity WHERE application_name = 'skilltrace server analytics'",
    ),
  );
  return rows[0]?.count ?? 0;
}
