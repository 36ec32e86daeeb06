import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { createApiToken } from '../../../apps/server/src/sign-in/tokens/api-tokens.js';
import { factories } from '../../../apps/server/test/factories.js';
import { openRaw } from '../../../apps/server/test/raw-http.js';
import { ask, bodyOf, type Answer, type NoAnswer } from '../ask.js';
import { untilAnswered } from '../crash/until-answered.js';
import type { Context } from '../context.js';
import type { Random } from '../random.js';
import { openDatabase } from '../open-database.js';

export const about =
  'four times the requests that the server can handle, plus slow, idle and endless clients: it answers or immediately rejects every request, memory stays bounded, it does everything that it acknowledged and nothing that it rejected, and it recovers';
export const oneRoundIn = 5;

const SESSION_SECRET = 'a secret that only these tests and their servers know';
// TRUST_PROXY, because all clients share one address as behind a proxy. They also share one person; another attack covers
// the limit per person.
const LIMITS = { MAX_REQUESTS: '64', MAX_REQUESTS_PER_PERSON: '64', MAX_CONNECTIONS: '8192', DATABASE_CONNECTIONS: '8', TRUST_PROXY: '1' };
const MEASURED_MS = 1_500;
const OVERLOADED_MS = 4_000;
const SLOW_CLIENTS = 200;
/** Clients that wait for an answer. More of them would hit the connection limit, which other clients attack at the same time. */
const MOST_CLIENTS = 4_000;
const LARGE_LINE = 100 * 1024 * 1024;
/** The allowed growth over the idle server: answers and bodies of running requests, and garbage that is not yet collected. */
const MOST_GROWTH_KB = 400 * 1024;

interface Stage {
  url: string;
  port: number;
  token: string;
  projectId: number;
  userId: number;
}

export async function run(context: Context): Promise<Record<string, number>> {
  const databaseUrl = await context.createDatabase();
  const server = await context.startServer({ DATABASE_URL: databaseUrl, SESSION_SECRET, ...LIMITS });
  const database = await openDatabase(databaseUrl);
  context.atEnd(() => database.close());
  const make = factories(database);
  const userId = await make.profile({ isAdmin: true });
  const projectId = await make.project({ techLeadId: userId, skillIds: [await make.skill(), await make.skill()] });
  await make.assignment({ profileId: userId, projectId });
  const { token } = await createApiToken(database, { name: 'torture', profileId: userId });
  const stage: Stage = { url: server.url, port: server.port, token, projectId, userId };
  const facts = { 'capacity per second': 0, offered: 0, done: 0, rejected: 0, 'peak MB': 0 };
  const atRest = await kilobytes(server.pid);

  await context.eachRound(async ({ number, random }) => {
    const rate = await measureCapacity(stage, `${number}-measured`);
    let over = false;
    const watchers = [watchHealth(context, stage.url, () => over), watchMemory(server.pid, () => over)] as const;
    const badClients = [slowClients(stage.port, () => over), largeLine(context, stage)];
    const answers = await offer(stage, rate * 4, random, String(number));
    over = true;
    const most = await watchers[1];
    await Promise.all([watchers[0], ...badClients]);

    const done = answers.filter(({ answer }) => answer.status === 200 || answer.status === 201);
    const refused = answers.filter(({ answer }) => answer.status === 503 || answer.status === 429);
    context.expect(done.length > 0, 'requests are still processed under overload', { offered: answers.length });
    for (const { answer } of answers) {
      const isRight = done.some((one) => one.answer === answer) || refused.some((one) => one.answer === answer);
      context.expect(isRight, 'every request is processed or rejected', { status: answer.status, answer });
    }
    for (const { answer } of refused) {
      const hasRetryAfter = answer.status !== 'none' && Number(answer.headers.get('retry-after')) > 0;
      context.expect(hasRetryAfter, 'a rejection has Retry-After', { status: answer.status });
    }
    if (atRest !== undefined && most !== undefined)
      context.expect(most - atRest < MOST_GROWTH_KB, 'memory stays bounded', { atRest, most });
    await recovers(context, stage);
    const stored = new Map(
      (
        await database.query<{ content: string; count: number }>(
          'SELECT content, count(*)::int AS count FROM progress_updates WHERE content LIKE $1 GROUP BY content',
          [`${number}-%`],
        )
      ).map(({ content, count }) => [content, count]),
    );
    for (const { content } of done)
      if (content !== undefined) context.expect(stored.get(content) === 1, 'an acknowledged update exists once', { content });
    for (const { content, answer } of refused) {
      const isPromised = /Nothing was (done|kept)/.test(String(bodyOf(answer)?.detail));
      if (content !== undefined && isPromised) context.expect(!stored.has(content), 'a rejected update does not exist', { content });
    }
    facts['capacity per second'] = Math.max(facts['capacity per second'], rate);
    facts.offered += answers.length;
    facts.done += done.length;
    facts.rejected += refused.length;
    facts['peak MB'] = Math.max(facts['peak MB'], Math.round((most ?? 0) / 1024));
    return `capacity ${rate} per second; of ${answers.length} offered, ${done.length} done and ${refused.length} rejected; peak ${Math.round((most ?? 0) / 1024)} MB`;
  });
  context.expect((await server.stop()) === 0, 'a server that survived everything exits with 0');
  return facts;
}

const post = ({ url, token, projectId }: Stage, content: string) =>
  ask(url, { method: 'POST', path: '/api/progress_updates', token, body: { projectId, content }, patienceMs: 60_000 });

/** Measures requests per second from clients that wait for each answer. */
async function measureCapacity(stage: Stage, prefix: string): Promise<number> {
  const until = performance.now() + MEASURED_MS;
  let answered = 0;
  const client = async (index: number) => {
    for (let n = 0; performance.now() < until; n += 1) {
      const answer = await post(stage, `${prefix}-${index}-${n}`);
      if (answer.status === 201) answered += 1;
    }
  };
  await Promise.all(Array.from({ length: 16 }, (_, index) => client(index)));
  return Math.max(20, Math.round((answered * 1000) / MEASURED_MS));
}

/** Sends `rate` requests per second, mostly posts and some charts, as long as fewer than MOST_CLIENTS are waiting. */
async function offer(stage: Stage, rate: number, random: Random, prefix: string) {
  const all: Promise<{ answer: Answer | NoAnswer; content: string | undefined }>[] = [];
  const started = performance.now();
  const waiting = new Set<Promise<unknown>>();
  const waitFor = async (asked: Promise<Answer | NoAnswer>, content?: string) => {
    waiting.add(asked);
    const answer = await asked;
    waiting.delete(asked);
    return { answer, content };
  };
  for (;;) {
    const elapsed = performance.now() - started;
    if (elapsed > OVERLOADED_MS) break;
    while (all.length < (elapsed * rate) / 1000 && waiting.size < MOST_CLIENTS) {
      const content = `${prefix}-${all.length}`;
      if (random.chance(0.8)) all.push(waitFor(post(stage, content), content));
      else {
        const path = random.pick([`/api/users/${stage.userId}/skills/summary`, '/api/skills', '/api/organization/skills/distribution']);
        all.push(waitFor(ask(stage.url, { path, token: stage.token, patienceMs: 60_000 })));
      }
    }
    await sleep(5);
  }
  return Promise.all(all);
}

/** Opens clients that send nothing, or their headers or body byte by byte, until `isOver` or until the server disconnects them. */
async function slowClients(port: number, isOver: () => boolean): Promise<void> {
  const starts = [
    '',
    'GET /api/skills HTTP/1.1\r\n',
    'POST /api/session HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 9000\r\n\r\n',
  ];
  const clients = await Promise.all(Array.from({ length: SLOW_CLIENTS }, () => openRaw(port)));
  await Promise.all(clients.map((client, index) => client.send(starts[index % starts.length] ?? '')));
  while (!isOver()) {
    await Promise.all(clients.map((client, index) => client.send(index % starts.length === 0 ? '' : 'x')));
    await sleep(200);
  }
  for (const { socket } of clients) socket.destroy();
}

async function largeLine(context: Context, { url, port, token }: Stage): Promise<void> {
  const upload = await openRaw(port);
  const head = ['POST /api/progress_updates/import HTTP/1.1', `Host: ${new URL(url).host}`, `Authorization: Bearer ${token}`];
  await upload.send([...head, 'Content-Type: application/x-ndjson', `Content-Length: ${LARGE_LINE}`, '', ''].join('\r\n'));
  const chunk = Buffer.alloc(1024 * 1024, 'x');
  for (let sent = 0; sent < LARGE_LINE && !upload.received().includes('\r\n\r\n') && !upload.socket.destroyed; sent += chunk.length)
    await upload.send(chunk);
  const [answer] = await upload.answers(1);
  const isRight = answer?.status === 503 || (answer?.status === 200 && /"rejected":1\b/.test(answer.body));
  context.expect(isRight, 'a line of 100 MB is rejected by itself, or the whole request is rejected', answer);
  upload.socket.destroy();
}

async function watchHealth(context: Context, url: string, isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    for (const path of ['/healthz', '/readyz', '/metrics']) {
      const answer = await ask(url, { path, patienceMs: 60_000 });
      context.expect(answer.status === 200, 'health checks and metrics are answered under overload', { path, answer });
    }
    await sleep(100);
  }
}

async function watchMemory(pid: number, isOver: () => boolean): Promise<number | undefined> {
  let most = await kilobytes(pid);
  while (!isOver()) {
    most = Math.max(most ?? 0, (await kilobytes(pid)) ?? 0);
    await sleep(100);
  }
  return most;
}

/** The resident memory of a process in kilobytes; undefined if the system has no /proc. */
async function kilobytes(pid: number): Promise<number | undefined> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const found = /^VmRSS:\s+(\d+) kB/m.exec(status)?.[1];
  return found === undefined ? undefined : Number(found);
}

/** Checks that the server recovers: a request succeeds, and no request is counted as in flight. */
async function recovers(context: Context, stage: Stage): Promise<void> {
  const { answer } = await untilAnswered(() => ask(stage.url, { path: '/api/skills', token: stage.token }));
  context.expect(answer.status === 200, 'the server recovers', { status: answer.status });
  for (let attempt = 0; ; attempt += 1) {
    const metrics = await ask(stage.url, { path: '/metrics' });
    const inFlight = metrics.status === 'none' ? undefined : /^skilltrace_http_requests_in_flight (\d+)$/m.exec(metrics.text)?.[1];
    if (inFlight === '0') return;
    if (attempt === 600) return context.violated('no request stays counted as in flight', { inFlight });
    await sleep(50);
  }
}
