import { mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { runInTest } from '../../../apps/server/test/test-terminal.js';
import type { Database } from '../../../apps/server/src/platform/database/database.js';
import { findClientPrograms, startClientPostgres } from '../backup/client-postgres.js';
import { blockWith, ROOT } from '../backup/page-blocks.js';
import { mustRun, runInShell, withoutLines } from '../backup/shell.js';
import { findProblems, keepWriting, makeWriters, readUpdates, type Acknowledged } from '../backup/writers.js';
import type { Context } from '../context.js';
import { openDatabase } from '../open-database.js';

export const about =
  'backups with the documented commands while people post: a restored backup passes verification, has every acknowledged update, and serves requests';
export const oneRoundIn = 5;

const SESSION_SECRET = 'a secret of the torture, 32 characters';
const WRITERS = 6;
const EMBEDDED = 'Back up and restore';
const EMBEDDED_RUNNING = 'Back up the embedded database while it runs';
const OWN = 'Back up your own PostgreSQL';

/** Alternates between a copy of the embedded database and a dump of an external one. Without `pg_dump`, only copies are tested. */
export async function run(context: Context): Promise<Record<string, number>> {
  const programs = findClientPrograms();
  if (programs === undefined) context.say('no pg_dump with a server of the same version: only the embedded database is backed up');
  const totals = { acknowledged: 0, restoredEmbedded: 0, restoredOwn: 0 };
  await context.eachRound(async ({ number }) => {
    const isOwn = programs !== undefined && number % 2 === 0;
    const acknowledged = isOwn
      ? await dumpAndRestore(context, programs, `round ${number}, own`)
      : await copyDataDir(context, `round ${number}, embedded`);
    totals.acknowledged += acknowledged;
    totals[isOwn ? 'restoredOwn' : 'restoredEmbedded'] += 1;
    return `${isOwn ? 'a dump' : 'a copy'}; ${acknowledged} updates acknowledged before it`;
  });
  return totals;
}

/** Stops the server, copies the folder, and starts the server again. Then it restores the copy. */
async function copyDataDir(context: Context, name: string): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'skilltrace-torture-backup-'));
  context.atEnd(() => rm(folder, { recursive: true, force: true }));
  const dataDir = join(folder, '.data');
  const variables = { DATA_DIR: dataDir, DEMO: 'false' };
  let server = await context.startServer(variables);
  let database = await openEmbedded(dataDir);
  const writers = await makeWriters(database, WRITERS);
  const writing = keepWriting(() => server.url, writers, name, context.history);
  await writing.acknowledgedAnother(20);
  await checkDumpOfRunningDatabase(context, folder);

  await database.close();
  context.expect((await server.stop()) === 0, 'a server stopped for its backup exits with 0', server.log());
  const before = [...writing.acknowledged];
  await mustRun(blockWith(EMBEDDED, 'tar -czf').code, folder);
  server = await context.startServer(variables);
  await writing.acknowledgedAnother(10);
  database = await openEmbedded(dataDir);
  const original = await readUpdates(database);
  await database.close();
  await writing.stop();
  await server.stop();

  await mustRun(withoutLines(blockWith(EMBEDDED, 'mv .data'), 'npm start'), folder);
  server = await context.startServer(variables);
  database = await openEmbedded(dataDir);
  await expectComplete(context, { database, before, original, url: server.url, verify: variables });
  const [last] = before.toSorted((a, b) => b.at - a.at);
  const after = (await readUpdates(database)).size;
  context.expect(after - before.length <= WRITERS, 'the copy has no updates that were posted later', {
    after,
    before: before.length,
    last,
  });
  await database.close();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
  return before.length;
}

async function openEmbedded(dataDir: string): Promise<Database> {
  const [, , , port, folder = ''] = (await readFile(join(dataDir, 'postgres/postmaster.pid'), 'utf8')).split('\n');
  const password = await readFile(join(dataDir, 'secrets/postgres-owner-password'), 'utf8');
  return openDatabase(`postgres://skilltrace_owner:${password.trim()}@${encodeURIComponent(folder)}:${port}/skilltrace`, { poolSize: 4 });
}

/** Checks the page's statements about a running embedded database: how to connect to it, and that an older `pg_dump` refuses it. */
async function checkDumpOfRunningDatabase(context: Context, folder: string): Promise<void> {
  const programs = findClientPrograms();
  if (programs === undefined) return;
  const block = blockWith(EMBEDDED_RUNNING, 'pg_dump');
  const PATH = `${programs}:${process.env['PATH']}`;
  const asked = await mustRun(
    `${withoutLines(block, 'pg_dump')}\npsql --no-align --tuples-only --command='SHOW server_version' skilltrace`,
    folder,
    {
      PATH,
    },
  );
  const dumped = await runInShell(block.code, folder, { PATH });
  const [theirs, ours] = [asked, await mustRun('pg_dump --version', folder, { PATH })].map((text) => Number(/(\d+)[.\w]*/.exec(text)?.[1]));
  const refuses = (ours ?? 0) < (theirs ?? 0);
  context.expect(refuses === (dumped.code !== 0), 'pg_dump works if it is as new as the server, and refuses if it is older', {
    ours,
    theirs,
    dumped,
  });
}

/** Runs `pg_dump` while people post, then restores into a new cluster, step by step. */
async function dumpAndRestore(context: Context, programs: string, name: string): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'skilltrace-torture-backup-'));
  context.atEnd(() => rm(folder, { recursive: true, force: true }));
  const PATH = `${programs}:${process.env['PATH']}`;
  const old = await newCluster(context, programs);
  const server = await context.startServer({ DATABASE_URL: old.url, SESSION_SECRET, ADMIN_EMAIL, ADMIN_PASSWORD });
  const source = await openDatabase(old.url, { poolSize: 4 });
  const writing = keepWriting(() => server.url, await makeWriters(source, WRITERS), name, context.history);
  await writing.acknowledgedAnother(30);
  const cookie = await signIn(server.url);
  const before = [...writing.acknowledged];
  await mustRun(blockWith(OWN, 'pg_dump').code, folder, { PATH, DATABASE_URL: old.url });
  await writing.acknowledgedAnother(10);
  await writing.stop();
  const original = await readUpdates(source);
  await source.close();
  await server.stop();
  await old.close();

  const fresh = await newCluster(context, programs);
  const restore = blockWith(OWN, 'pg_restore');
  // The page assumes the root of the repository as working directory and names one of its files.
  await symlink(join(ROOT, 'apps'), join(folder, 'apps'));
  await mustRun(restore.code, folder, { PATH, DATABASE_URL: fresh.url });
  const restored = await openDatabase(fresh.url, { poolSize: 4 });
  const whole = (await readUpdates(restored)).size;
  const again = await runInShell(restore.code.split('\n').find((line) => line.startsWith('pg_restore')) ?? '', folder, {
    PATH,
    DATABASE_URL: fresh.url,
  });
  context.expect(again.code !== 0 && (await readUpdates(restored)).size === whole, 'restoring twice fails and changes nothing', again);

  const next = await context.startServer({ DATABASE_URL: fresh.url, SESSION_SECRET });
  await expectComplete(context, {
    database: restored,
    before,
    original,
    url: next.url,
    verify: { DATABASE_URL: fresh.url, SESSION_SECRET },
  });
  const session = await fetch(`${next.url}/api/session`, { headers: { cookie } });
  context.expect(session.status === 200, 'with the same secret, browsers stay signed in', session.status);
  const { status } = await fetch(`${next.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: ADMIN_EMAIL, password: ADMIN_PASSWORD }),
  });
  context.expect(status === 201, 'passwords work', status);
  await restored.close();
  await next.stop();
  await fresh.close();
  await rm(folder, { recursive: true, force: true });
  return before.length;
}

const ADMIN_EMAIL = 'admin@example.org';
const ADMIN_PASSWORD = 'twelve characters or more';

async function signIn(url: string): Promise<string> {
  const answer = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: ADMIN_EMAIL, password: ADMIN_PASSWORD }),
  });
  if (answer.status !== 201) throw new Error(`signing in was answered with ${answer.status}`);
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

/** Starts a cluster and runs only the administrator commands of the page. */
async function newCluster(context: Context, programs: string): Promise<{ url: string; close(): Promise<void> }> {
  const postgres = await startClientPostgres(programs);
  let open = true;
  const close = async () => {
    if (open) await postgres.close();
    open = false;
  };
  context.atEnd(close);
  const administrator = new pg.Client({ connectionString: postgres.administratorUrl });
  await administrator.connect();
  for (const statement of blockWith(OWN, 'CREATE ROLE')
    .code.split(';')
    .filter((each) => each.trim() !== ''))
    await administrator.query(statement);
  await administrator.end();
  return { url: `postgres://skilltrace_owner:choose-one@127.0.0.1:${postgres.port}/skilltrace`, close };
}

interface Restored {
  database: Database;
  before: readonly Acknowledged[];
  original: ReadonlyMap<string, { id: number }>;
  url: string;
  /** The settings for `ledger verify`. */
  verify: Record<string, string>;
}

/** Checks everything that must hold for a restored installation. */
async function expectComplete(context: Context, { database, before, original, url, verify }: Restored): Promise<void> {
  const complaints = await findProblems(database, before, original);
  context.expect(
    complaints.length === 0,
    'every update acknowledged before the backup exists, with all its signals',
    complaints.slice(0, 20),
  );
  const words = blockWith(EMBEDDED, 'ledger verify').code.trim().split(/\s+/);
  context.expect(words.slice(0, 2).join(' ') === 'npx skilltrace', 'the page verifies with the command line', words);
  const verified = await runInTest(verify, words.slice(2));
  context.expect(verified.code === 0, 'ledger verify is clean', verified);
  const [first] = before;
  if (!first) throw new Error('nothing was acknowledged before the backup');
  const retried = await fetch(`${url}/api/progress_updates`, {
    method: 'POST',
    headers: { authorization: `Bearer ${first.token}`, 'content-type': 'application/json', 'idempotency-key': first.content },
    body: JSON.stringify({ projectId: await projectOf(database, first.id), content: first.content }),
  });
  const body = (await retried.json()) as { id: number };
  context.expect(
    retried.status === 201 && body.id === first.id && (await readUpdates(database)).get(first.content)?.id === first.id,
    'the server answers, accepts its tokens, and recognizes a repeated request',
    { status: retried.status, body },
  );
}

async function projectOf(database: Database, updateId: number): Promise<number> {
  const [row] = await database.query<{ projectId: number }>('SELECT project_id AS "projectId" FROM progress_updates WHERE id = $1', [
    updateId,
  ]);
  return row?.projectId ?? 0;
}
