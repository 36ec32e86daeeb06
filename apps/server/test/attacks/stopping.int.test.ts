import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { access, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../free-port.js';
import { processesOf } from '../processes-of.js';
import { buildServer } from '../build-server.js';

const TERMINAL = spawnSync('script', ['--version']).stdout?.toString().includes('util-linux') ?? false;
const CTRL_C = '\u0003';

let server: Awaited<ReturnType<typeof buildServer>>;
let folder: string;
let dataDir: string;
let port: number;

/** A program that runs, and what it has said. */
interface Run {
  child: ChildProcess;
  said: () => string;
  ended: Promise<number | string>;
}

beforeAll(async () => {
  server = await buildServer();
});
afterAll(() => server.remove());

/** A package with the very start script of this one, and an empty data directory. */
async function newInstallation(): Promise<void> {
  folder = await mkdtemp(join(tmpdir(), 'skilltrace-stop-'));
  dataDir = join(folder, 'data');
  port = await freePort();
  const root = JSON.parse(await readFile(fileURLToPath(new URL('../../../../package.json', import.meta.url)), 'utf8')) as {
    scripts: { start: string };
  };
  expect(root.scripts.start).toContain('apps/server/dist/main.js');
  const scripts = {
    start: root.scripts.start.replace('apps/server/dist/main.js', server.entry),
    skilltrace: `node ${server.entry.replace(/main\.js$/, 'cli.js')}`,
  };
  await writeFile(join(folder, 'package.json'), JSON.stringify({ name: 'stopped', version: '1.0.0', scripts }));
}

afterEach(async () => {
  for (const { pid } of await processesOf(dataDir)) process.kill(pid, 'SIGKILL');
  await rm(folder, { recursive: true, force: true, maxRetries: 10 });
});

function run(command: string, words: string[], variables: NodeJS.ProcessEnv = {}): Run {
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(VITEST|NODE_ENV|BASE_URL|PG|npm_)/i.test(name)));
  const child = spawn(command, words, {
    cwd: folder,
    env: { ...inherited, DATA_DIR: dataDir, PORT: String(port), LOG_FORMAT: 'json', ...variables },
    stdio: ['pipe', 'pipe', 'pipe'],
    // A process group of its own, as a supervisor makes one.
    detached: true,
  });
  let text = '';
  for (const output of [child.stdout, child.stderr]) output.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const ended = new Promise<number | string>((resolve) => child.once('close', (code, signal) => resolve(signal ?? code ?? 'unknown')));
  return { child, said: () => text, ended };
}
const npmStart = (variables?: NodeJS.ProcessEnv) => run('npm', ['start'], variables);
/** In a terminal: its Ctrl-C reaches npm and what npm has started, as one group. `exec`, as the shell would end with its own code. */
const inTerminal = (command: string, variables?: NodeJS.ProcessEnv) =>
  run('script', ['-q', '-e', '-c', command, '/dev/null'], { SHELL: '/bin/sh', ...variables });
const npmInTerminal = (variables?: NodeJS.ProcessEnv) => inTerminal('exec npm start', variables);

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );
async function until(holds: () => boolean | Promise<boolean>, what: Run): Promise<void> {
  for (let looks = 0; !(await holds()); looks += 1) {
    if (what.child.exitCode !== null || looks > 6_000) throw new Error(`it ended, or nothing came:\n${what.said()}`);
    await sleep(20);
  }
}
const ready = (what: Run) => until(() => what.said().includes('is ready at'), what);

/** Nothing of it is left, and nothing has to be recovered at the next start. */
async function expectStopped(what: Run, code: number | string): Promise<void> {
  expect([await what.ended, what.said().match(/could not|unhandled|Error:/i)?.[0]]).toEqual([code, undefined]);
  // npm, and a terminal, may end a moment before what they have started.
  for (let looks = 0; looks < 500 && (await processesOf(dataDir)).length > 0; looks += 1) await sleep(20);
  expect(await processesOf(dataDir)).toEqual([]);
  expect(await exists(join(dataDir, 'postgres', 'postmaster.pid'))).toBe(false);
  const log = await readFile(join(dataDir, 'postgres.log'), 'utf8').catch(() => 'database system is shut down');
  expect(log.trim().split('\n').at(-1)).toContain('database system is shut down');
}

const inGroup = (signal: NodeJS.Signals) => (what: Run) => void process.kill(-(what.child.pid ?? 0), signal);
const onLinux = process.platform === 'linux';

/** Ways in which people and supervisors stop it. The exit code is that of the outermost program. */
const WAYS: [name: string, start: (variables?: NodeJS.ProcessEnv) => Run, stop: (what: Run) => void, code: number | string][] = [
  ['SIGTERM to the process group', npmStart, inGroup('SIGTERM'), 0],
];
if (TERMINAL)
  WAYS.push(
    ['Ctrl-C in a terminal', npmInTerminal, ({ child }) => void child.stdin?.write(CTRL_C), 0],
    ['closing the terminal', npmInTerminal, ({ child }) => void child.kill('SIGKILL'), 'SIGKILL'],
  );

describe.skipIf(!onLinux).each(WAYS)('%s stops the server and its database', (_name, start, stop, code) => {
  it.each<[moment: string, variables: NodeJS.ProcessEnv, reached: (what: Run) => Promise<void>]>([
    ['while the database is made', { DEMO: 'false' }, (what) => until(() => exists(dataDir), what)],
    ['while it is migrated', { DEMO: 'false' }, (what) => until(() => what.said().includes('started PostgreSQL'), what)],
    ['while the demo is loaded', {}, (what) => until(() => what.said().includes('The first admin is'), what)],
    ['while requests are served', { DEMO: 'false' }, ready],
  ])('%s', async (_moment, variables, reached) => {
    await newInstallation();
    const what = start(variables);
    await reached(what);
    stop(what);
    await expectStopped(what, code);
  });
});

describe.skipIf(!onLinux)('a server', () => {
  it.each([
    ['SIGINT to the process group', inGroup('SIGINT')],
    ['SIGTERM to npm alone', ({ child }: Run) => void child.kill('SIGTERM')],
  ])('with npm in between is stopped by %s', async (_name, stop) => {
    await newInstallation();
    const what = npmStart({ DEMO: 'false' });
    await ready(what);
    stop(what);
    await expectStopped(what, 0);
  });

  it('that hears the same signal several times within a second stops once, and cleanly', async () => {
    await newInstallation();
    const what = run(process.execPath, [server.entry], { DEMO: 'false' });
    await ready(what);
    for (let times = 0; times < 10; times += 1) {
      what.child.kill(times % 2 === 0 ? 'SIGINT' : 'SIGTERM');
      await sleep(50);
    }
    await expectStopped(what, 0);
    expect(what.said().match(/"stopping"/g)).toHaveLength(1);
  });

  it('whose supervisor ends every process of it, its database too, has stopped cleanly', async () => {
    await newInstallation();
    const what = run(process.execPath, [server.entry], { DEMO: 'false' });
    await ready(what);
    // As systemd does with a control group; the database first.
    const all = await processesOf(dataDir);
    expect(all.length).toBeGreaterThan(3);
    for (const { pid } of all.toReversed()) process.kill(pid, 'SIGTERM');
    await expectStopped(what, 0);
  });

  it('that waits for a request is ended by a second Ctrl-C, and its database is stopped all the same', async () => {
    await newInstallation();
    const what = run(process.execPath, [server.entry], { DEMO: 'false' });
    await ready(what);
    const slow = await holdRequest();
    what.child.kill('SIGINT');
    await sleep(2_500);
    expect(what.child.exitCode).toBe(null);
    const at = Date.now();
    what.child.kill('SIGINT');
    await expectStopped(what, 1);
    expect(Date.now() - at).toBeLessThan(10_000);
    slow.abort();
  });

  it('waits a few seconds for requests under way, and no longer', async () => {
    await newInstallation();
    const what = run(process.execPath, [server.entry], { DEMO: 'false' });
    await ready(what);
    const slow = await holdRequest();
    what.child.kill('SIGTERM');
    await expectStopped(what, 0);
    slow.abort();
  });

  /** A request whose body does not end, which a server that stops would wait for. */
  async function holdRequest(): Promise<AbortController> {
    const stop = new AbortController();
    const body = new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode('{"email":')) });
    const init = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      duplex: 'half',
      signal: stop.signal,
    } as RequestInit;
    fetch(`http://127.0.0.1:${port}/api/session`, init).catch(() => {});
    await sleep(500);
    return stop;
  }
});

describe.skipIf(!onLinux || !TERMINAL)('a command on the embedded database', () => {
  const LINES = `while true; do echo '{}'; sleep 0.01; done`;

  it.each([
    ['Ctrl-C', (what: Run) => void what.child.stdin?.write(CTRL_C)],
    ['a closed terminal', (what: Run) => void what.child.kill('SIGKILL')],
  ])('that is ended by %s leaves no database behind', async (name, stop) => {
    await newInstallation();
    const command = `(${LINES}) | npm run --silent skilltrace -- import updates -`;
    const what = inTerminal(command);
    await until(() => what.said().includes('started PostgreSQL'), what);
    await sleep(name === 'Ctrl-C' ? 3_000 : 100);
    stop(what);
    await what.ended;
    for (let looks = 0; looks < 1_000 && (await processesOf(dataDir)).length > 0; looks += 1) await sleep(20);
    expect(await processesOf(dataDir)).toEqual([]);
    expect(await exists(join(dataDir, 'postgres', 'postmaster.pid'))).toBe(false);
  });
});
