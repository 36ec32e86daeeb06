import pg from 'pg';
import { Client } from 'undici';
import { takeTurns, type Load, type Measured } from '../latencies.js';
import { POST } from '../post-statement.js';
import { first, seedTeams, type Team } from '../seed-teams.js';
import { send } from '../send.js';
import type { ServerProcess } from '../server-process.js';
import type { Workbench } from '../workbench.js';

const LANES = 16;
const SKILLS = 6;
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
 * server written by hand, and as the same statement with the bare driver.
 */
export async function postUpdates(bench: Workbench, seconds: number): Promise<PostUpdates> {
  const spread = await seedTeams(bench.database, { projects: LANES, peoplePerProject: 1, skills: SKILLS });
  const hot = await seedTeams(bench.database, { projects: 1, peoplePerProject: LANES, skills: SKILLS });
  const peer = await bench.peer();
  const [ofPeer, ofServer] = [await answerTo(bench, peer, first(spread)), await answerTo(bench, bench.server, first(spread))];
  if (ofPeer !== ofServer) throw new Error(`Both servers must answer a post alike, not with ${ofPeer} and ${ofServer}`);
  const clients: Client[] = [];
  const drivers: pg.Client[] = [];
  try {
    return await takeTurns(
      { lanes: LANES, seconds },
      {
        bare: await overDriver(bench, spread, drivers),
        peer: await overHttp(bench, peer, spread, clients),
        http: await overHttp(bench, bench.server, spread, clients),
        httpHot: await overHttp(bench, bench.server, hot, clients),
        bareHot: await overDriver(bench, hot, drivers),
      },
    );
  } finally {
    await Promise.all([...clients.map((client) => client.close()), ...drivers.map((driver) => driver.end())]);
  }
}

/** Adds the connections that it opens to `opened`. */
async function overDriver(bench: Workbench, team: Team[], opened: pg.Client[]): Promise<Load> {
  const lanes = team.map(async ({ projectId, userId }) => {
    const driver = new pg.Client({ connectionString: bench.logins.serverUrl });
    opened.push(driver);
    await driver.connect();
    return async () => (await driver.query({ ...POST, values: [projectId, userId, CONTENT, null, null, 2] })).rowCount === 1;
  });
  const sends = await Promise.all(lanes);
  return { send: (lane) => first(sends.slice(lane))() };
}

/** Adds the connections that it opens to `opened`. */
async function overHttp(bench: Workbench, server: ServerProcess, team: Team[], opened: Client[]): Promise<Load> {
  const lanes = team.map(async (member) => {
    const client = new Client(server.url, { pipelining: 1 });
    opened.push(client);
    const request = postBy(await bench.tokenOf(member.userId), member);
    return async () => (await send(client, request)).status === 201;
  });
  const sends = await Promise.all(lanes);
  return { cpu: server.cpu, send: (lane) => first(sends.slice(lane))() };
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
