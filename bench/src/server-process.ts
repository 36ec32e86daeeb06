import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';

/** A server that runs as a child process and listens on a port of this machine. */
export interface ServerProcess {
  url: string;
  /** The processor time that it has used so far, in user mode and in the system, in milliseconds. */
  readonly cpu: () => Promise<number>;
  readonly stop: () => Promise<void>;
}

/** Linux counts processor time in hundredths of a second on every platform of Node. */
const TICK_MS = 10;

/** Starts a script with Node and waits until it prints `ready`. The script must listen on the port in the variable PORT. */
export async function startServerProcess(script: URL, variables: Record<string, string>, ready: string): Promise<ServerProcess> {
  const port = await freePort();
  const server = spawn(process.execPath, [decodeURIComponent(script.pathname)], {
    env: { ...process.env, NODE_ENV: 'production', ...variables, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise<void>((resolve, reject) => {
    server.once('exit', (code) => reject(new Error(`The server exited with ${code}`)));
    server.stdout.on('data', (chunk: Buffer) => {
      if (chunk.includes(ready)) resolve();
    });
  });
  return {
    url: `http://127.0.0.1:${port}`,
    cpu: async () => {
      const line = await readFile(`/proc/${server.pid}/stat`, 'utf8');
      // The name of the program is in parentheses and may contain spaces. After it come the state and ten other fields.
      const [user, system] = line
        .slice(line.lastIndexOf(')') + 2)
        .split(' ')
        .slice(11, 13)
        .map(Number);
      return ((user ?? Number.NaN) + (system ?? Number.NaN)) * TICK_MS;
    },
    stop: async () => {
      if (server.exitCode !== null || server.signalCode !== null) return;
      const ended = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGTERM');
      await ended;
    },
  };
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No free port found');
  return address.port;
}
