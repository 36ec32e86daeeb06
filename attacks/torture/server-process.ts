import { spawn, type ChildProcess } from 'node:child_process';
import { freePort } from '../../apps/server/test/free-port.js';

const START_WITHIN_MS = 120_000;
const LOG_LINES = 200;

/** The built server in a separate process. */
export interface ServerProcess {
  pid: number;
  url: string;
  port: number;
  /** How the process ended: an exit code, or the name of a signal. */
  ended: Promise<number | string>;
  isRunning(): boolean;
  /** The last lines of stdout and stderr. */
  log(): string;
  /** Sends SIGKILL. */
  kill(): Promise<void>;
  /** Sends SIGTERM and waits for the exit. */
  stop(): Promise<number | string>;
}

/** The server exited before it was ready. */
export class ServerDidNotStart extends Error {}

/**
 * Starts the built server and resolves when it reports that it is ready. Uses the port in PORT, or a free one.
 *
 * @param killAfterMs sends SIGKILL after this time, ready or not
 * @throws ServerDidNotStart with the output if the server exits early
 */
export async function startServerProcess(entry: string, variables: Record<string, string>, killAfterMs?: number): Promise<ServerProcess> {
  const port = Number(variables['PORT'] ?? (await freePort()));
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(VITEST|NODE_ENV|BASE_URL|PG)/.test(name)));
  const child = spawn(process.execPath, [entry], {
    env: { ...inherited, NODE_ENV: 'production', LOG_LEVEL: 'warn', LOG_FORMAT: 'json', ...variables, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
    // Detached from Ctrl-C, because the torture run stops its servers itself.
    detached: true,
  });
  const ended = new Promise<number | string>((resolve) => child.once('exit', (code, signal) => resolve(signal ?? code ?? 'unknown')));
  const log: string[] = [];
  if (killAfterMs !== undefined) {
    const killing = setTimeout(() => child.kill('SIGKILL'), killAfterMs);
    child.once('exit', () => clearTimeout(killing));
  }
  await ready(child, log);
  const isRunning = () => child.exitCode === null && child.signalCode === null;
  const endWith = async (signal: 'SIGKILL' | 'SIGTERM') => {
    if (isRunning()) child.kill(signal);
    return ended;
  };
  return {
    pid: child.pid ?? 0,
    url: `http://127.0.0.1:${port}`,
    port,
    ended,
    isRunning,
    log: () => log.join(''),
    kill: async () => void (await endWith('SIGKILL')),
    stop: () => endWith('SIGTERM'),
  };
}

function ready(child: ChildProcess, log: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (why: string) => reject(new ServerDidNotStart(`the server ${why}:\n${log.join('')}`));
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      fail(`was not ready after ${START_WITHIN_MS / 1000} s`);
    }, START_WITHIN_MS);
    child.once('exit', (code, signal) => {
      clearTimeout(timer);
      fail(`ended with ${signal ?? code}`);
    });
    for (const output of [child.stdout, child.stderr]) {
      output?.on('data', (chunk: Buffer) => {
        log.push(chunk.toString());
        if (log.length > LOG_LINES) log.shift();
        if (!chunk.includes('is ready at')) return;
        clearTimeout(timer);
        resolve();
      });
    }
  });
}
