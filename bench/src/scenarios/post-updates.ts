import pg from 'pg';
import { Client } from 'undici';
import { measure, type Measured } from '../latencies.js';
import { first, seedTeams, type Team } from '../seed-teams.js';
import type { Workbench } from '../workbench.js';

const LANES = 16;
const SKILLS = 6;
// The server's own statement, prepared in the same way.
const BARE = `SELECT id, project_id AS "projectId", user_id AS "userId", content, external_id AS "externalId", created_at AS "createdAt", created
  FROM post_progress_update($1, $2, $3, $4, $5, $6)`;
const CONTENT = 'Moved the order form to the new API and removed the old one; two regressions found on the way, both mended.';

export interface PostUpdates {
  bare: Measured;
  http: Measured;
  bareHot: Measured;
  httpHot: Measured;
}

/**
 * Posts updates with 6 declared skills over 16 connections: to 16 projects, and to a single project; over HTTP, and as the
 * same statement with the bare driver. The sides alternate, so that both find similar table sizes.
 */
export async function postUpdates(bench: Workbench, seconds: number): Promise<PostUpdates> {
  const spread = await seedTeams(bench.database, { projects: LANES, peoplePerProject: 1, skills: SKILLS });
  const hot = await seedTeams(bench.database, { projects: 1, peoplePerProject: LANES, skills: SKILLS });
  const half = seconds / 2;
  const runs: Record<keyof PostUpdates, Measured[]> = { bare: [], http: [], bareHot: [], httpHot: [] };
  for (let round = 0; round < 2; round += 1) {
    runs.bare.push(await overDriver(bench, spread, half));
    runs.http.push(await overHttp(bench, spread, half));
    runs.httpHot.push(await overHttp(bench, hot, half));
    runs.bareHot.push(await overDriver(bench, hot, half));
  }
  return { bare: better(runs.bare), http: better(runs.http), bareHot: better(runs.bareHot), httpHot: better(runs.httpHot) };
}

function better(runs: Measured[]): Measured {
  const errors = runs.reduce((sum, run) => sum + run.errors, 0);
  return { ...first(runs.toSorted((a, b) => b.rate - a.rate)), errors };
}

async function overDriver(bench: Workbench, team: Team[], seconds: number): Promise<Measured> {
  const clients = await Promise.all(
    Array.from({ length: LANES }, async () => {
      const client = new pg.Client({ connectionString: bench.logins.serverUrl });
      await client.connect();
      return client;
    }),
  );
  try {
    return await measure({ lanes: LANES, seconds }, async (lane) => {
      const { projectId, userId } = first(team.slice(lane % team.length));
      const answer = await first(clients.slice(lane)).query({
        name: 'post',
        text: BARE,
        values: [projectId, userId, CONTENT, null, null, 2],
      });
      return answer.rowCount === 1;
    });
  } finally {
    await Promise.all(clients.map((client) => client.end()));
  }
}

async function overHttp(bench: Workbench, team: Team[], seconds: number): Promise<Measured> {
  const tokens = await Promise.all(Array.from({ length: LANES }, (_, lane) => bench.tokenOf(first(team.slice(lane % team.length)).userId)));
  const clients = tokens.map(() => new Client(bench.serverUrl, { pipelining: 1 }));
  try {
    return await measure({ lanes: LANES, seconds }, async (lane) => {
      const { projectId } = first(team.slice(lane % team.length));
      const answer = await first(clients.slice(lane)).request({
        method: 'POST',
        path: '/api/progress_updates',
        headers: { authorization: `Bearer ${tokens[lane]}`, 'content-type': 'application/json' },
        body: JSON.stringify({ projectId, content: CONTENT }),
      });
      await answer.body.dump();
      return answer.statusCode === 201;
    });
  } finally {
    await Promise.all(clients.map((client) => client.close()));
  }
}
