import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Context } from '../context.js';

export const about = 'the tests with random input on a database, with 20 times more runs than in `npm test`: no run fails';
export const oneRoundIn = 25;

const TIMES = 20;

/** Each round runs all tests that take their number of runs from `propertyRuns`. */
export async function run(context: Context): Promise<Record<string, number>> {
  const files = await testsWithRuns();
  let rounds = 0;
  await context.eachRound(async () => {
    const { code, output } = await runTests(files, context.signal);
    context.expect(code === 0, 'no run of a property fails', output.slice(-20_000));
    rounds += 1;
    return `${files.length} files`;
  });
  return { files: files.length, rounds };
}

async function testsWithRuns(): Promise<string[]> {
  const files: string[] = [];
  for (const folder of ['src', 'test'].map((name) => join('apps/server', name))) {
    for (const name of await readdir(folder, { recursive: true }))
      if (name.endsWith('.int.test.ts') && (await readFile(join(folder, name), 'utf8')).includes('propertyRuns('))
        files.push(join(folder, name));
  }
  return files;
}

async function runTests(files: string[], signal: AbortSignal): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', '--testTimeout=3600000', ...files], {
    env: { ...process.env, PROPERTY_RUNS_TIMES: String(TIMES) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  signal.addEventListener('abort', () => child.kill());
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output };
}
