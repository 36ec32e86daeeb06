import pg from 'pg';
import { Client } from 'undici';
import { readActivity } from '@skilltrace/server/analytics/read-activity.js';
import { readDistribution } from '@skilltrace/server/analytics/read-distribution.js';
import { readMomentum } from '@skilltrace/server/analytics/read-momentum.js';
import { readSummary } from '@skilltrace/server/analytics/read-summary.js';
import { measure, type Measured } from '../latencies.js';
import { RecordingDatabase, type Sent } from '../recording-database.js';
import type { SeededLedger } from '../seed-ledger.js';
import { first } from '../seed-teams.js';
import type { Workbench } from '../workbench.js';

const routes = { distribution: readDistribution, momentum: readMomentum, activity: readActivity, summary: readSummary };
const SAMPLE = 200;
export type AnalyticsRoute = keyof typeof routes;

export interface AnalyticsAtSize {
  signals: number;
  routes: Record<AnalyticsRoute, { bare: Measured; http: Measured }>;
}

/** Measures each chart of a person over HTTP and as the bare statement: one request at a time, for a different person each time. */
export async function analyticsOfPerson(
  bench: Workbench,
  { people, signals, random }: SeededLedger,
  seconds: number,
): Promise<AnalyticsAtSize> {
  const sample = Array.from({ length: SAMPLE }, () => first(people.slice(Math.floor(random() * people.length))));
  const tokens: string[] = [];
  for (const id of sample) tokens.push(await bench.tokenOf(id));
  const client = new Client(bench.serverUrl);
  const bare = new pg.Client({
    connectionString: bench.logins.readerUrl,
    options: '-c timezone=UTC',
  });
  await bare.connect();
  const measured = {} as AnalyticsAtSize['routes'];
  try {
    for (const route of Object.keys(routes) as AnalyticsRoute[]) {
      const statements = await statementsOf(bench, route, sample);
      measured[route] = {
        bare: await measure({ lanes: 1, seconds }, async (_lane, call) => {
          const { statement, parameters } = first(statements.slice(call % statements.length));
          await bare.query({ ...statement, values: parameters });
          return true;
        }),
        http: await measure({ lanes: 1, seconds }, async (_lane, call) => {
          const path = `/api/users/${sample[call % sample.length]}/skills/${route}`;
          const answer = await client.request({
            method: 'GET',
            path,
            headers: { authorization: `Bearer ${tokens[call % tokens.length]}` },
          });
          await answer.body.dump();
          return answer.statusCode === 200;
        }),
      };
    }
  } finally {
    await Promise.all([client.close(), bare.end()]);
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
