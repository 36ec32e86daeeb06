import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { runProgram, tryProgram } from '../src/run-program.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'run-program-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** A shell script that counts its starts in the file `starts` and then runs the given commands. */
const counting = (commands: string): [string, string[]] => ['sh', ['-c', `cd "$1" && echo >> starts && ${commands}`, 'sh', folder]];
const starts = async () => (await readFile(join(folder, 'starts'), 'utf8')).length;

it.each(['HUP', 'INT', 'QUIT', 'TERM'])('starts a program again if SIG%s ends it before it prints anything', async (signal) => {
  const endedTwice = counting(`if [ $(wc -l < starts) -lt 3 ]; then kill -${signal} $$; fi; echo done`);
  expect(await runProgram(...endedTwice)).toBe('done\n');
  expect(await starts()).toBe(3);
});

it('does not start a program again that has printed, exited with an error, or was killed', async () => {
  await expect(runProgram(...counting('echo begun; kill -TERM $$'))).rejects.toThrow('sh failed (SIGTERM): begun');
  await expect(runProgram(...counting('exit 7'))).rejects.toThrow('sh failed (exit code 7): ');
  await expect(runProgram(...counting('kill -KILL $$'), { name: 'initdb' })).rejects.toThrow('initdb failed (SIGKILL): ');
  expect(await starts()).toBe(3);
});

it('reports a signal that ends a program each time', async () => {
  await expect(tryProgram(...counting('kill -TERM $$'))).rejects.toThrow('sh failed (SIGTERM): ');
  expect(await starts()).toBe(5);
});
