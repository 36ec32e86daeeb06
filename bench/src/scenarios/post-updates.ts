import pg from 'pg';
import { Client } from 'undici';
import { measure, type Measured } from '../latencies.js';
import { POST } from '../post-statement.js';
import { first, seedTeams, type Team } from '../seed-teams.js';
import { send } from '../send.js';
import type { ServerProcess } from '../server-process.js';
import type { Workbench } from '../workbench.js';

const LANES = 16;
const SKILLS = 6;
const ROUNDS = 3;
const CONTENT = 'Moved the order form to the new API and removed the old one; two regressions found on the way, both mended.';

export interface PostUpdates {
  bare: Measured;
  peer: Measured;
  http: Measured;
  bareHot: Measured;
  httpHot: Measured;
}

/**
 * Posts updates with 6 declared skills over 16 connections: to 16 projects, and to a single project; over HTTP, to the
 * server written by hand, and as the same statement with the bare driver. The sides alternate, so that both find similar table sizes.
 */
export async function postUpdates(bench: Workbench, seconds: number): Promise<PostUpdates> {
  const spread = await seedTeams(bench.database, { projects: LANES, peoplePerProject: 1, skills: SKILLS });
  const hot = await seedTeams(bench.database, { projects: 1, peoplePerProject: LANES, skills: SKILLS });
  const peer = await bench.peer();
  const [ofPeer, ofServer] = [await answerTo(bench, peer, first(spread)), await answerTo(bench, bench.server, first(spread))];
  if (ofPeer !== ofServer) throw new Error(`Both servers must answer a post alike, not with ${ofPeer} and ${ofServer}`);
  const half = seconds / 2;
  const runs: Record<keyof PostUpdates, Measured[]> = { bare: [], peer: [], http: [], bareHot: [], httpHot: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    runs.bare.push(await overDriver(bench, spread, half));
    runs.peer.push(await overHttp(bench, peer, spread, half));
    runs.http.push(await overHttp(bench, bench.server, spread, half));
    runs.httpHot.push(await overHttp(bench, bench.server, hot, half));
    runs.bareHot.push(await overDriver(bench, hot, half));
  }
  return {
    bare: better(runs.bare),
    peer: better(runs.peer),
    http: better(runs.http),
    bareHot: better(runs.bareHot),
    httpHot: better(runs.httpHot),
  };
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
        ...POST,
        values: [projectId, userId, CONTENT, null, null, 2],
      });
      return answer.rowCount === 1;
    });
  } finally {
    await Promise.all(clients.map((client) => client.end()));
  }
}

async function overHttp(bench: Workbench, server: ServerProcess, team: Team[], seconds: number): Promise<Measured> {
  const tokens = await Promise.all(Array.from({ length: LANES }, (_, lane) => bench.tokenOf(first(team.slice(lane % team.length)).userId)));
  const clients = tokens.map(() => new Client(server.url, { pipelining: 1 }));
  try {
    return await measure({ lanes: LANES, seconds, cpu: server.cpu }, async (lane) => {
      const request = postBy(first(tokens.slice(lane)), first(team.slice(lane % team.length)));
      return (await send(first(clients.slice(lane)), request)).status === 201;
    });
  } finally {
    await Promise.all(clients.map((client) => client.close()));
  }
}

function postBy(token: string, { projectId }: Team) {
  return {
    method: 'POST',
    path: '/api/progress_updates',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ projectId, content: CONTENT }),
  } as const;
}

/** What a server answers to a post, without the id and the time. */
async function answerTo(bench: Workbench, server: ServerProcess, member: Team): Promise<string> {
  const client = new Client(server.url);
  try {
    const { statusCode, headers, body } = await client.request(postBy(await bench.tokenOf(member.userId), member));
    const answer = (await body.json()) as Record<string, unknown>;
    const located = headers['location'] === `/api/progress_updates/${String(answer['id'])}`;
    return JSON.stringify({ statusCode, located, ...answer, id: typeof answer['id'], createdAt: typeof answer['createdAt'] });
  } finally {
    await client.close();
  }
}
