import { spawn } from 'node:child_process';
import { parse } from 'node:path';
import type { Launch } from './launch-as-account.js';
import { type PostgresProgram, postgresProgramPath } from './postgres-binaries.js';

/**
 * Runs initdb or pg_ctl until it exits.
 *
 * @returns its output, stdout and stderr together
 * @throws Error with the output if it fails
 */
export async function runPostgresProgram(program: PostgresProgram, programArguments: string[], launch: Launch): Promise<string> {
  const path = postgresProgramPath(program);
  const [command = path, ...words] = [...launch.prefix, path, ...programArguments];
  const child = spawn(command, words, {
    ...launch.ids,
    // The account may not be able to enter the current folder.
    cwd: parse(path).root,
    env: cleanEnvironment(),
    // Detached from the terminal's process group, because Ctrl-C would interrupt pg_ctl and the database it is starting.
    detached: true,
    windowsHide: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });

  let printed = '';
  const collect = (chunk: Buffer): void => {
    printed += chunk.toString('utf8');
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);

  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (code === 0) resolve(printed);
      else reject(new Error(`${program} failed (${signal ?? `exit code ${code}`}): ${printed.trim()}`));
    });
  });
}

/** The variables that the system needs to find and run a program. */
const KEPT_VARIABLES = [
  'PATH',
  'LD_LIBRARY_PATH',
  'DYLD_LIBRARY_PATH',
  'TMPDIR',
  'TEMP',
  'TMP',
  'SystemRoot',
  'SystemDrive',
  'ComSpec',
  'PATHEXT',
];

// All other variables are removed. The server's secrets would be visible in the environment of another user's process, and
// the user's PGDATA, PGPORT and PGOPTIONS refer to another database.
function cleanEnvironment(): NodeJS.ProcessEnv {
  const kept = KEPT_VARIABLES.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]));
  return { ...Object.fromEntries(kept), LANG: 'C', LC_ALL: 'C', TZ: 'UTC' } as NodeJS.ProcessEnv;
}
