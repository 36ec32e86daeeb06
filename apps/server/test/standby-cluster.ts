import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp } from '../src/create-app.js';
import { openInstallation, type OpenInstallation } from '../src/installation/open-installation.js';
import { BrowserSessions } from '../src/platform/auth/browser-sessions.js';
import { parseConfig } from '../src/platform/config/config.js';
import { createApiToken } from '../src/sign-in/tokens/api-tokens.js';
import { factories } from './factories.js';
import { openOwnPostgres, openStandbyOf, type OwnPostgres } from './own-postgres.js';
import { withSuperuser } from './superuser.js';

/** A server on the primary and its standbys. Several of them are like several machines behind a load balancer. */
export interface StandbyServer {
  installation: OpenInstallation;
  app: NestFastifyApplication;
  logged: string[];
  /** The checks of `/readyz`, which must be ready. */
  checks(): Promise<Record<string, string>>;
  close(): Promise<void>;
}

export interface StandbyCluster {
  primary: OwnPostgres;
  standbys: OwnPostgres[];
  ownerUrl: string;
  /** The name of the database. */
  name: string;
  startServer(environment?: NodeJS.ProcessEnv): Promise<StandbyServer>;
  close(): Promise<void>;
}

/** Starts a primary with streaming standbys. */
export async function openStandbyCluster(standbyCount: number): Promise<StandbyCluster> {
  const primary = await openOwnPostgres();
  const standbys: OwnPostgres[] = [];
  const ownerUrl = await primary.createDatabase();
  const secret = randomBytes(32).toString('hex');
  for (let at = 0; at < standbyCount; at++) standbys.push(await openStandbyOf(primary, `standby_${at}`));
  return {
    primary,
    standbys,
    ownerUrl,
    name: new URL(ownerUrl).pathname.slice(1),
    startServer: async (environment = {}) => {
      const logged: string[] = [];
      const urls = standbys.map(({ port }) => `postgres://127.0.0.1:${port}`).join(' ');
      const config = parseConfig({
        DATABASE_URL: ownerUrl,
        SESSION_SECRET: secret,
        DATABASE_READ_URL: urls,
        DATABASE_CONNECTIONS: '4',
        ...environment,
      });
      const installation = await openInstallation(config, 'server', (message) => logged.push(message));
      const app = await createApp(installation, false, { requestsPerPerson: 1_000, concurrencyPerPerson: 1_000 });
      return {
        installation,
        app,
        logged,
        checks: async () => {
          const answer = await app.inject({ url: '/readyz' });
          if (answer.statusCode !== 200) throw new Error(`not ready: ${answer.payload}`);
          return answer.json().checks;
        },
        close: async () => {
          await app.close();
          await installation.close();
        },
      };
    },
    close: async () => {
      for (const standby of standbys) await standby.close();
      await primary.close();
    },
  };
}

/** A person with a browser or a program. Its requests carry the position that the answers to its writes named. */
export interface Person {
  profileId: number;
  /** An API token of the person. */
  token: string;
  /** Posts an update, with one signal, to a server. Returns the position in the answer. */
  post(server: StandbyServer): Promise<number>;
  /** How many of the person's own signals a server shows. */
  ownSignals(server: StandbyServer): Promise<number>;
  /** How many signals of another person a server shows to this one. */
  signalsOf(another: Person, server: StandbyServer): Promise<number>;
  get(server: StandbyServer, url: string): ReturnType<NestFastifyApplication['inject']>;
}

/** Creates a project with one skill, and people who work on it: the even ones with a browser, the odd ones with a token. */
export async function createPeople({ installation, app }: StandbyServer, count: number): Promise<Person[]> {
  const make = factories(installation.database);
  const lead = await make.profile({ isAdmin: true });
  const projectId = await make.project({ techLeadId: lead, skillIds: [await make.skill()] });
  const people: Person[] = [];
  for (let at = 0; at < count; at++) {
    const profileId = await make.profile({ isAdmin: true });
    await make.assignment({ profileId, projectId });
    const session = (await app.get(BrowserSessions, { strict: false }).start(profileId)).split(';', 1)[0] ?? '';
    const { token } = await createApiToken(installation.database, { name: 'test', profileId, creator: { profileId } });
    const [cookies, header] = [new Set([session]), new Map<string, string>()];
    const send = async (server: StandbyServer, request: { method: 'GET' | 'POST'; url: string; payload?: object }) => {
      const headers =
        at % 2 === 0 ? { cookie: [...cookies].join('; ') } : { authorization: `Bearer ${token}`, ...Object.fromEntries(header) };
      const answer = await server.app.inject({
        ...request,
        headers: { ...headers, origin: 'http://localhost:3000', host: 'localhost:3000' },
      });
      const position = answer.headers['skilltrace-position'];
      if (typeof position === 'string') header.set('skilltrace-position', position);
      for (const cookie of [answer.headers['set-cookie'] ?? []].flat()) {
        cookies.clear();
        cookies.add(session).add(cookie.split(';', 1)[0] ?? '');
      }
      return answer;
    };
    const signalsOf = async (shown: Pick<Person, 'profileId'>, server: StandbyServer) => {
      const answer = await send(server, { method: 'GET', url: `/api/users/${shown.profileId}/skills/summary` });
      if (answer.statusCode !== 200) throw new Error(answer.payload);
      return (answer.json().items as { signals: number }[]).reduce((sum, { signals }) => sum + signals, 0);
    };
    people.push({
      profileId,
      token,
      post: async (server) => {
        const answer = await send(server, { method: 'POST', url: '/api/progress_updates', payload: { projectId, content: 'work' } });
        if (answer.statusCode !== 201) throw new Error(answer.payload);
        return Number(answer.headers['skilltrace-position']);
      },
      ownSignals: (server) => signalsOf({ profileId }, server),
      signalsOf,
      get: (server, url) => send(server, { method: 'GET', url }),
    });
  }
  return people;
}

/** Stops the replay on a standby. It still answers, with what it had replayed. */
export async function pauseReplay(standby: OwnPostgres): Promise<void> {
  await withSuperuser(standby.superuserUrl(), async (client) => {
    await client.query('SELECT pg_wal_replay_pause()');
    while ((await client.query("SELECT pg_get_wal_replay_pause_state() = 'paused' AS paused")).rows[0]?.paused !== true) await sleep(10);
  });
}

/** Stops the replay on every standby, once it has replayed what the primary has written so far. */
export async function pauseAll({ primary, standbys }: StandbyCluster): Promise<void> {
  for (const standby of standbys) {
    await resumeReplay(standby);
    await untilReplayed(primary, standby);
    await pauseReplay(standby);
  }
}

export async function resumeReplay(standby: OwnPostgres): Promise<void> {
  await withSuperuser(standby.superuserUrl(), (client) => client.query('SELECT pg_wal_replay_resume()'));
}

/** Waits until a standby has replayed what the primary has written so far. */
export async function untilReplayed(primary: OwnPostgres, standby: OwnPostgres): Promise<void> {
  const { rows } = await withSuperuser(primary.superuserUrl(), (client) =>
    client.query<{ lsn: string }>('SELECT pg_current_wal_flush_lsn() AS lsn'),
  );
  await withSuperuser(standby.superuserUrl(), async (client) => {
    const reached = async () =>
      (await client.query('SELECT pg_last_wal_replay_lsn() >= $1 AS reached', [rows[0]?.lsn])).rows[0]?.reached === true;
    while (!(await reached())) await sleep(10);
  });
}
