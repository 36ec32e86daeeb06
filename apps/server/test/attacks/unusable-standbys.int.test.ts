import { execFile } from 'node:child_process';
import { rename, rm } from 'node:fs/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startFailure } from '../../src/installation/start-failure.js';
import { openTcpProxy } from '../tcp-proxy.js';
import {
  createPeople,
  openStandbyCluster,
  untilReplayed,
  type Person,
  type StandbyCluster,
  type StandbyServer,
} from '../standby-cluster.js';
import { openOwnPostgres, type OwnPostgres } from '../own-postgres.js';
import { openInstallation } from '../../src/installation/open-installation.js';
import { parseConfig } from '../../src/platform/config/config.js';
import { withSuperuser } from '../superuser.js';

const POLL = { timeout: 120_000, interval: 100 };

let cluster: StandbyCluster;
let standby: OwnPostgres;

beforeAll(async () => {
  cluster = await openStandbyCluster(1);
  standby = cluster.standbys[0] as OwnPostgres;
  // The first start creates the logins.
  await (await cluster.startServer({ DATABASE_READ_URL: '' })).close();
  await untilReplayed(cluster.primary, standby);
});
afterAll(() => cluster.close());

/** Why the server does not start with this URL. */
const refusalOf = async (url: string) => {
  const failure = await cluster.startServer({ DATABASE_READ_URL: url }).then(
    async (server) => {
      await server.close();
      throw new Error('The server started');
    },
    (error: unknown) => error,
  );
  return startFailure(failure);
};
const at = (url: string) => new URL(url).host;

describe('the server does not start with', () => {
  it('a database of another cluster, even with the same name and logins', async () => {
    const foreign = await openOwnPostgres();
    try {
      const ownerUrl = await foreign.createDatabase(cluster.name);
      await (await openInstallation(parseConfig({ DATABASE_URL: ownerUrl, SESSION_SECRET: 'x'.repeat(32) }), 'server', () => {})).close();
      const place = `127.0.0.1:${foreign.port}`;
      expect(await refusalOf(`postgres://${place}`)).toEqual({
        message: `DATABASE_READ_URL names ${place}, which cannot be used: it is not a copy of the database that this server writes to`,
        exitCode: 3,
      });
    } finally {
      await foreign.close();
    }
  });

  it('a login that has more rights than the reader', async () => {
    const { message, exitCode } = await refusalOf(standby.superuserUrl(cluster.name));
    expect(message).toMatch(
      /^DATABASE_READ_URL names 127\.0\.0\.1:\d+, which cannot be used: The database login postgres .*is a superuser, /,
    );
    expect(exitCode).toBe(3);
  });
});

describe('the server starts and reads from the primary with', () => {
  it.each([
    ['the primary itself', () => `postgres://${at(cluster.primary.superuserUrl())}`, 'it is not a standby, or it was promoted'],
    ['a standby that does not answer', () => 'postgres://127.0.0.1:1', 'it cannot be read: '],
    [
      'a wrong password',
      () => `postgres://nobody:wrong@${at(standby.superuserUrl())}`,
      'it cannot be read: password authentication failed',
    ],
  ])('%s', async (_, url, why) => {
    const server = await cluster.startServer({ DATABASE_READ_URL: url() });
    const [person] = (await createPeople(server, 1)) as [Person];
    await person.post(server);
    expect(await person.ownSignals(server)).toBe(1);
    await expect.poll(() => server.checks(), POLL).toMatchObject({ standby1: 'unavailable' });
    await expect.poll(() => server.logged.at(-1), POLL).toContain(why);
    await server.close();
  });
});

describe('reads go to the primary, without an error, while', () => {
  const startOn = async (url: string) => {
    const server = await cluster.startServer({ DATABASE_READ_URL: url });
    await expect.poll(() => server.checks(), POLL).toMatchObject({ standby1: 'ok' });
    const [person] = (await createPeople(server, 1)) as [Person];
    await untilReplayed(cluster.primary, standby);
    return { server, person };
  };
  const read = (person: Person, server: StandbyServer) => person.get(server, `/api/users/${person.profileId}/skills/summary`);

  it('the standby is silent, also for statements in progress', async () => {
    const proxy = await openTcpProxy(new URL(standby.superuserUrl()));
    const { server, person } = await startOn(`postgres://${at(proxy.url(standby.superuserUrl()))}`);
    await read(person, server);
    proxy.freeze();
    const answers = await Promise.all(Array.from({ length: 20 }, () => read(person, server)));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(answers.map(() => 200));
    await expect.poll(() => server.checks(), POLL).toMatchObject({ standby1: 'unavailable' });
    await proxy.restore();
    await expect.poll(() => server.checks(), POLL).toMatchObject({ standby1: 'ok' });
    await server.close();
    await proxy.close();
  });

  it('the primary was restored to an earlier state, which the standby is ahead of', async () => {
    const own = await openStandbyCluster(1);
    const server = await own.startServer();
    try {
      const [person] = (await createPeople(server, 1)) as [Person];
      await own.primary.stop('fast');
      const backup = `${own.primary.directory}.backup`;
      await promisify(execFile)('cp', ['-a', own.primary.directory, backup]);
      await own.primary.start();
      await expect.poll(() => person.post(server).catch(() => 0), POLL).toBeGreaterThan(0);
      const replayed = async () => server.installation.standbys?.all[0]?.lag().bytes === 0 && (await person.ownSignals(server));
      await expect.poll(replayed, POLL).toBeGreaterThan(0);
      await untilReplayed(own.primary, own.standbys[0] as OwnPostgres);

      await own.primary.stop('fast');
      await rm(own.primary.directory, { recursive: true });
      await rename(backup, own.primary.directory);
      await own.primary.start();
      await expect.poll(() => server.installation.standbys?.all[0]?.problem?.kind, POLL).toBe('ahead');
      await expect.poll(() => person.ownSignals(server), POLL).toBe(0);
    } finally {
      await server.close();
      await own.close();
    }
  });

  it('the standby is promoted', async () => {
    const { server, person } = await startOn(`postgres://${at(standby.superuserUrl())}`);
    await withSuperuser(standby.superuserUrl(), (client) => client.query('SELECT pg_promote()'));
    await expect.poll(() => server.checks(), POLL).toMatchObject({ standby1: 'unavailable' });
    await expect.poll(() => server.logged.at(-1), POLL).toContain('it is not a standby, or it was promoted');
    await person.post(server);
    expect(await person.ownSignals(server)).toBe(1);
    await server.close();
  });
});
