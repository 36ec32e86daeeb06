import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Runs the built command line (`docs/reference/cli.md`) until it exits or `kill` aborts it with SIGKILL. */
export async function runCommand(entry: string, words: string[], variables: Record<string, string>, kill?: AbortSignal) {
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(VITEST|NODE_ENV|BASE_URL|PG)/.test(name)));
  const child = spawn(process.execPath, [entry, ...words], {
    env: { ...inherited, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  kill?.addEventListener('abort', () => child.kill('SIGKILL'));
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
  return { code: code ?? signal ?? 'unknown', output };
}
