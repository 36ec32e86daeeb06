import { spawn } from 'node:child_process';
import { parse } from 'node:path';
import type { Launch } from './launch-as-account.js';
import { type PostgresProgram, postgresProgramPath } from './postgres-binaries.js';

/**
 * Runs initdb or pg_ctl to its end.
 *
 * @returns what it printed, output and errors together
 * @throws Error with what it printed when it fails
 */
export async function runPostgresProgram(program: PostgresProgram, programArguments: string[], launch: Launch): Promise<string> {
  const path = postgresProgramPath(program);
  const [command = path, ...words] = [...launch.prefix, path, ...programArguments];
  const child = spawn(command, words, {
    ...launch.ids,
    // Our own folder may be closed to the account.
    cwd: parse(path).root,
    env: cleanEnvironment(),
    // Out of the terminal's process group: pg_ctl, interrupted by Ctrl-C, takes the database it is starting with it.
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

/** What the system itself needs to find and run a program. */
const KEPT = ['PATH', 'LD_LIBRARY_PATH', 'DYLD_LIBRARY_PATH', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot', 'SystemDrive', 'ComSpec', 'PATHEXT'];

// Nothing else of ours: secrets of the server would lie open in the environment of another user's process, and the user's own
// PGDATA, PGPORT, PGOPTIONS are meant for another database.
function cleanEnvironment(): NodeJS.ProcessEnv {
  const kept = KEPT.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]));
  return { ...Object.fromEntries(kept), LANG: 'C', LC_ALL: 'C', TZ: 'UTC' } as NodeJS.ProcessEnv;
}
