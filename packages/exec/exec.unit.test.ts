import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const EXEC = fileURLToPath(new URL('exec.mjs', import.meta.url));
const run = (...words: string[]) => spawnSync(process.execPath, [EXEC, ...words], { encoding: 'utf8' });

it('exits with the exit code of the program, and passes its arguments and output through', () => {
  const { status, stdout } = run(process.execPath, '-e', 'console.log(process.argv[1]); process.exit(7)', 'two words');
  expect([status, stdout]).toEqual([7, 'two words\n']);
});

it('prints its usage without a program, and names a program that could not be started', () => {
  expect(run()).toMatchObject({ status: 2, stderr: 'Usage: exec <program> [arguments]\n' });
  expect(run('no-such-program')).toMatchObject({ status: 127, stderr: expect.stringContaining('no-such-program could not be started') });
});

it.skipIf(process.platform === 'win32')('waits for a program that exits by itself after Ctrl-C', async () => {
  const program = "process.on('SIGINT', () => setTimeout(() => process.exit(3), 100)); console.log('ready'); setInterval(() => {}, 1000)";
  const child = spawn(process.execPath, [EXEC, process.execPath, '-e', program], { detached: true, stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  process.kill(-(child.pid ?? 0), 'SIGINT');
  expect(await once(child, 'exit')).toEqual([3, null]);
});
