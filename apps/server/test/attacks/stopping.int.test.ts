import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { access, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { locateCluster } from '../../../../packages/embedded-postgres/src/cluster.js';
import { initializeCluster } from '../../../../packages/embedded-postgres/src/initialize-cluster.js';
import { freePort } from '../free-port.js';
import { processesOf } from '../processes-of.js';
import { buildServer } from '../build-server.js';

const TERMINAL = spawnSync('script', ['--version']).stdout?.toString().includes('util-linux') ?? false;
const CTRL_C = '\u0003';

let server: Awaited<ReturnType<typeof buildServer>>;
let folder: string;
let dataDir: string;
let port: number;

/** A running program and its output so far. */
interface Run {
  child: ChildProcess;
  output: () => string;
  ended: Promise<number | string>;
}

/** Data directories that the tests copy, because creating and migrating a database takes seconds. */
let prepared: string;
type Prepared = 'created' | 'migrated';

beforeAll(async () => {
  server = await buildServer();
  prepared = await mkdtemp(join(tmpdir(), 'skilltrace-stop-prepared-'));
  await initializeCluster(await locateCluster(join(prepared, 'created')), { sync: false });
  await newInstallation('created');
  const program = run(process.execPath, [server.entry], { DEMO: 'false' });
  await ready(program);
  program.child.kill('SIGTERM');
  await expectStopped(program, 0);
  copyFolder(dataDir, join(prepared, 'migrated'));
  await rm(folder, { recursive: true });
});
afterAll(async () => {
  await server.remove();
  await rm(prepared, { recursive: true });
});

// Keeps the owners of the files: PostgreSQL does not run as root.
const copyFolder = (from: string, to: string) => void execFileSync('cp', ['-a', from, to]);

/** Creates a package with the same start script as this one. Its data directory does not exist yet, or is a copy. */
async function newInstallation(content?: Prepared): Promise<void> {
  folder = await mkdtemp(join(tmpdir(), 'skilltrace-stop-'));
  dataDir = join(folder, 'data');
  if (content) copyFolder(join(prepared, content), dataDir);
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
    // A separate process group, as a supervisor creates.
    detached: true,
  });
  let text = '';
  for (const output of [child.stdout, child.stderr]) output.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const ended = new Promise<number | string>((resolve) => child.once('close', (code, signal) => resolve(signal ?? code ?? 'unknown')));
  return { child, output: () => text, ended };
}
const npmStart = (variables?: NodeJS.ProcessEnv) => run('npm', ['start'], variables);
/**
 * Runs a command in a terminal, where Ctrl-C reaches npm and its child processes as one group. A single command needs `exec`,
 * because otherwise the shell exits with its own code.
 */
const inTerminal = (command: string, variables?: NodeJS.ProcessEnv) =>
  run('script', ['-q', '-e', '-c', command, '/dev/null'], { SHELL: '/bin/sh', ...variables });
const npmInTerminal = (variables?: NodeJS.ProcessEnv) => inTerminal('exec npm start', variables);

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );
async function until(holds: () => boolean | Promise<boolean>, program: Run): Promise<void> {
  for (let looks = 0; !(await holds()); looks += 1) {
    if (program.child.exitCode !== null || looks > 6_000) throw new Error(`the program ended, or the wait timed out:\n${program.output()}`);
    await sleep(20);
  }
}
const ready = (program: Run) => until(() => program.output().includes('is ready at'), program);

/** Checks that no process is left and that the database shut down cleanly, so the next start needs no recovery. */
async function expectStopped(program: Run, code: number | string): Promise<void> {
  expect([await program.ended, program.output().match(/could not|unhandled|Error:/i)?.[0]]).toEqual([code, undefined]);
  // npm and the terminal may end a moment before their child processes.
  for (let looks = 0; looks < 500 && (await processesOf(dataDir)).length > 0; looks += 1) await sleep(20);
  expect(await processesOf(dataDir)).toEqual([]);
  expect(await exists(join(dataDir, 'postgres', 'postmaster.pid'))).toBe(false);
  const log = await readFile(join(dataDir, 'postgres.log'), 'utf8').catch(() => 'database system is shut down');
  expect(log.trim().split('\n').at(-1)).toContain('database system is shut down');
}

const inGroup = (signal: NodeJS.Signals) => (program: Run) => void process.kill(-(program.child.pid ?? 0), signal);
/** Sends SIGTERM. The process may have ended already, because another one has stopped it. */
function terminate(pid: number): void {
  try {
    process.kill(pid, 'SIGTERM');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
/** Terminates all processes, like systemd does with a control group. Here the program gets its signal after the others have ended, or a fifth of a second later. */
async function terminateAll({ child }: Run): Promise<void> {
  const others = async () => (await processesOf(dataDir)).filter(({ pid }) => pid !== child.pid);
  const first = await others();
  expect(first.length).toBeGreaterThan(0);
  for (const { pid } of first.toReversed()) terminate(pid);
  const deadline = performance.now() + 200;
  while (performance.now() < deadline && (await others()).length > 0) await sleep(10);
  terminate(child.pid ?? 0);
}
const onLinux = process.platform === 'linux';

/** Ways in which people and supervisors stop the server. The exit code is that of the outermost program. */
const WAYS: [name: string, start: (variables?: NodeJS.ProcessEnv) => Run, stop: (program: Run) => void, code: number | string][] = [
  ['SIGTERM to the process group', npmStart, inGroup('SIGTERM'), 0],
];
if (TERMINAL)
  WAYS.push(
    ['Ctrl-C in a terminal', npmInTerminal, ({ child }) => void child.stdin?.write(CTRL_C), 0],
    ['closing the terminal', npmInTerminal, ({ child }) => void child.kill('SIGKILL'), 'SIGKILL'],
  );

describe.skipIf(!onLinux).each(WAYS)('stopping the server and its database by %s', (_name, start, stop, code) => {
  it.each<[moment: string, content: Prepared | undefined, variables: NodeJS.ProcessEnv, reached: (program: Run) => Promise<void>]>([
    ['while the database is created', undefined, { DEMO: 'false' }, (program) => until(() => exists(dataDir), program)],
    [
      'while the database is migrated',
      'created',
      { DEMO: 'false' },
      (program) => until(() => program.output().includes('started PostgreSQL'), program),
    ],
    ['while the demo is loaded', 'created', {}, (program) => until(() => program.output().includes('The first admin is'), program)],
    ['while requests are served', 'migrated', { DEMO: 'false' }, ready],
  ])('ends everything %s', async (_moment, content, variables, reached) => {
    await newInstallation(content);
    const program = start(variables);
    await reached(program);
    stop(program);
    await expectStopped(program, code);
  });
});

describe.skipIf(!onLinux)('a server', () => {
  // Only root asks for the ids of the account that runs PostgreSQL.
  it.skipIf(process.getuid?.() !== 0)('stops in order when its process group is signaled while it waits for another program', async () => {
    await newInstallation();
    const slowId = join(folder, 'id');
    await writeFile(slowId, '#!/bin/sh\ntouch "$DATA_DIR/asked"\nsleep 1\nPATH=/usr/bin:/bin exec id "$@"\n', { mode: 0o755 });
    const program = run(process.execPath, [server.entry], { DEMO: 'false', PATH: `${folder}:${process.env.PATH}` });
    await until(() => exists(join(dataDir, 'asked')), program);
    inGroup('SIGTERM')(program);
    await expectStopped(program, 0);
    expect((await stat(join(dataDir, 'postgres'))).uid).not.toBe(65_534);
  });

  it.each([
    ['SIGINT to the process group', inGroup('SIGINT')],
    ['SIGTERM to npm alone', ({ child }: Run) => void child.kill('SIGTERM')],
  ])('started by npm is stopped by %s', async (_name, stop) => {
    await newInstallation('migrated');
    const program = npmStart({ DEMO: 'false' });
    await ready(program);
    stop(program);
    await expectStopped(program, 0);
  });

  it('stops once and cleanly when it gets several signals within a second', async () => {
    await newInstallation('migrated');
    const program = run(process.execPath, [server.entry], { DEMO: 'false' });
    await ready(program);
    for (let times = 0; times < 10; times += 1) {
      program.child.kill(times % 2 === 0 ? 'SIGINT' : 'SIGTERM');
      await sleep(50);
    }
    await expectStopped(program, 0);
    expect(program.output().match(/"stopping"/g)).toHaveLength(1);
  });

  it.each<[moment: string, content: Prepared | undefined, variables: NodeJS.ProcessEnv, reached: (program: Run) => Promise<void>]>([
    [
      'while the database is created',
      undefined,
      { DEMO: 'false' },
      (program) => until(async () => (await processesOf(dataDir)).some(({ command }) => command.includes('initdb')), program),
    ],
    ['while the demo is loaded', 'created', {}, (program) => until(() => program.output().includes('The first admin is'), program)],
    ['while requests are served', 'migrated', { DEMO: 'false' }, ready],
  ])('stops cleanly when a supervisor terminates all processes %s', async (_moment, content, variables, reached) => {
    await newInstallation(content);
    const program = run(process.execPath, [server.entry], variables);
    await reached(program);
    await terminateAll(program);
    await expectStopped(program, 0);
  });

  it('ends immediately at a second Ctrl-C while it waits for a request, and still stops its database', async () => {
    await newInstallation('migrated');
    const program = run(process.execPath, [server.entry], { DEMO: 'false' });
    await ready(program);
    const slow = await holdRequest();
    program.child.kill('SIGINT');
    await sleep(2_500);
    expect(program.child.exitCode).toBe(null);
    const at = Date.now();
    program.child.kill('SIGINT');
    await expectStopped(program, 1);
    expect(Date.now() - at).toBeLessThan(10_000);
    slow.abort();
  });

  it('waits only a few seconds for requests in progress', async () => {
    await newInstallation('migrated');
    const program = run(process.execPath, [server.entry], { DEMO: 'false' });
    await ready(program);
    const slow = await holdRequest();
    program.child.kill('SIGTERM');
    await expectStopped(program, 0);
    slow.abort();
  });

  /** Sends a request whose body does not end, so that the stopping server waits for it. */
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

  it.each<[name: string, content: Prepared, stop: (program: Run) => void]>([
    ['Ctrl-C', 'migrated', (program) => void program.child.stdin?.write(CTRL_C)],
    ['a closed terminal', 'created', (program) => void program.child.kill('SIGKILL')],
  ])('stops its database when it is ended by %s', async (name, content, stop) => {
    await newInstallation(content);
    const command = `(${LINES}) | npm run --silent skilltrace -- import updates -`;
    const program = inTerminal(command);
    await until(() => program.output().includes('started PostgreSQL'), program);
    await sleep(name === 'Ctrl-C' ? 3_000 : 100);
    stop(program);
    await program.ended;
    for (let looks = 0; looks < 1_000 && (await processesOf(dataDir)).length > 0; looks += 1) await sleep(20);
    expect(await processesOf(dataDir)).toEqual([]);
    expect(await exists(join(dataDir, 'postgres', 'postmaster.pid'))).toBe(false);
  });

  it('ends with the code of the signal when a supervisor terminates all processes while it creates its database', async () => {
    await newInstallation();
    const program = run(process.execPath, [server.entry.replace(/main\.js$/, 'cli.js'), 'flag-stale-skills']);
    await until(async () => (await processesOf(dataDir)).some(({ command }) => command.includes('initdb')), program);
    await terminateAll(program);
    expect(await program.ended).toBe(143);
    expect(program.output()).toContain('Stopped.');
    expect(await processesOf(dataDir)).toEqual([]);
  });
});
