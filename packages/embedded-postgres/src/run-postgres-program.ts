import { parse } from 'node:path';
import type { Launch } from './launch-as-account.js';
import { type PostgresProgram, postgresProgramPath } from './postgres-binaries.js';
import { runProgram } from './run-program.js';

/**
 * Runs initdb or pg_ctl until it exits.
 *
 * @returns its output, stdout and stderr together
 * @throws Error with the output if it fails
 */
export async function runPostgresProgram(program: PostgresProgram, programArguments: string[], launch: Launch): Promise<string> {
  const path = postgresProgramPath(program);
  const [command = path, ...words] = [...launch.prefix, path, ...programArguments];
  return runProgram(command, words, {
    ...launch.ids,
    name: program,
    // The account may not be able to enter the current folder.
    cwd: parse(path).root,
    env: cleanEnvironment(),
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
