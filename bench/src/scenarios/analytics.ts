import pg from 'pg';
import { Client } from 'undici';
import { readActivity } from '@skilltrace/server/analytics/read-activity.js';
import { readDistribution } from '@skilltrace/server/analytics/read-distribution.js';
import { readMomentum } from '@skilltrace/server/analytics/read-momentum.js';
import { readSummary } from '@skilltrace/server/analytics/read-summary.js';
import { alternate, takeTurns, type Load, type Measured } from '../latencies.js';
import { RecordingDatabase, type Sent } from '../recording-database.js';
import type { SeededLedger } from '../seed-ledger.js';
import { first } from '../seed-teams.js';
import { send } from '../send.js';
import type { ServerProcess } from '../server-process.js';
import type { Workbench } from '../workbench.js';

const routes = { distribution: readDistribution, momentum: readMomentum, activity: readActivity, summary: readSummary };
const SAMPLE = 200;
const LANES = 16;
export type AnalyticsRoute = keyof typeof routes;

/** Bare, to the server written by hand, and to the server: one request at a time; to both servers over 16 connections. */
type Sides = Record<'bare' | 'peer' | 'http' | 'peerTogether' | 'together', Measured>;

export interface AnalyticsAtSize {
  signals: number;
  routes: Record<AnalyticsRoute, Sides>;
}

/** Measures each chart of a person over HTTP and as the bare statement, alternately, for a different person each time. */
export async function analyticsOfPerson(
  bench: Workbench,
  { people, signals, random }: SeededLedger,
  seconds: number,
): Promise<AnalyticsAtSize> {
  const sample = Array.from({ length: SAMPLE }, () => first(people.slice(Math.floor(random() * people.length))));
  const tokens: string[] = [];
  for (const id of sample) tokens.push(await bench.tokenOf(id));
  const peer = await bench.peer();
  const bare = new pg.Client({
    connectionString: bench.logins.readerUrl,
    options: '-c timezone=UTC',
  });
  await bare.connect();
  const clients: Client[] = [];
  const readerFrom = (server: ServerProcess, route: AnalyticsRoute) => {
    const client = new Client(server.url);
    clients.push(client);
    return async (call: number) => {
      const { status, body } = await send(client, {
        method: 'GET',
        path: `/api/users/${sample[call % SAMPLE]}/skills/${route}`,
        headers: { authorization: `Bearer ${tokens[call % SAMPLE]}` },
      });
      if (status !== 200) throw new Error(`${route} answered ${status}`);
      return body;
    };
  };
  const measured = {} as AnalyticsAtSize['routes'];
  try {
    for (const route of Object.keys(routes) as AnalyticsRoute[]) {
      const statements = await statementsOf(bench, route, sample);
      const [ofPeer, ofServer] = [readerFrom(peer, route), readerFrom(bench.server, route)];
      if (!Buffer.concat(await ofPeer(0)).equals(Buffer.concat(await ofServer(0))))
        throw new Error(`Both servers must answer ${route} with the same body`);
      const alone = await alternate(
        seconds,
        {
          bare: (round) => {
            const { statement, parameters } = first(statements.slice(round % SAMPLE));
            return bare.query({ ...statement, values: parameters });
          },
          peer: ofPeer,
          http: ofServer,
        },
        SAMPLE,
      );
      const onLanes = (server: ServerProcess): Load => {
        const lanes = Array.from({ length: LANES }, () => readerFrom(server, route));
        return { send: async (lane, call) => (await first(lanes.slice(lane))(call)).length > 0 };
      };
      const together = await takeTurns({ lanes: LANES, seconds }, { peerTogether: onLanes(peer), together: onLanes(bench.server) });
      measured[route] = { ...alone, ...together };
    }
  } finally {
    await Promise.all([...clients.map((client) => client.close()), bare.end()]);
  }
  return { signals, routes: measured };
}

async function statementsOf(bench: Workbench, route: AnalyticsRoute, sample: readonly number[]): Promise<Sent[]> {
  const noting = new RecordingDatabase({ url: bench.logins.readerUrl, poolSize: 1 });
  try {
    for (const id of sample) await routes[route](noting, { of: 'person', id }, {});
    if (noting.sent.length !== sample.length) throw new Error(`${route} sends more than one statement`);
    return noting.sent;
  } finally {
    await noting.close();
  }
}
