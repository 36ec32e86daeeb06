import { ConfigError } from '../platform/config/config.js';
import { MigrationCutOffError, SchemaMismatchError } from '../platform/database/schema/applied-migrations.js';
import { LoginRefusedError } from '../platform/errors/login-refused-error.js';
import { LoginsMissingError } from '../platform/database/logins/prepare-logins.js';
import { isDatabaseAway, sqlState } from '../platform/errors/sqlstate.js';
import { EmbeddedDatabaseRefused } from './embedded-database.js';

/** The embedded database ended while the server worked. */
export class DatabaseLost extends Error {
  constructor(reason: Error) {
    super(`The embedded database is gone: ${reason.message} Start again to recover.`);
  }
}

const EXIT_USAGE = 2;
const EXIT_UNAVAILABLE = 3;
/** Refusals whose message is written for the operator. */
const REFUSED = [DatabaseLost, EmbeddedDatabaseRefused, SchemaMismatchError, MigrationCutOffError, LoginRefusedError, LoginsMissingError];
const SET_UP = 'docs/how-to/run-on-your-own-postgresql.md has the steps.';

/** What an administrator of the database decides, and can put right. */
const REFUSALS: { state: RegExp; about: string }[] = [
  { state: /^3D000$/, about: 'PostgreSQL has no database of the name in DATABASE_URL' },
  { state: /^28/, about: 'PostgreSQL does not let the user of DATABASE_URL in' },
  { state: /^42501$/, about: 'The user of DATABASE_URL lacks rights that setting up the database takes' },
];
// The runner of migrations keeps nothing of a failure to make its own table but the stack, as a message.
const OF_THE_RUNNER = /^Unable to ensure migrations table: error: (permission denied .*)$/m;

const settings = (lines: string) => `Skilltrace cannot start with these settings:\n${lines}`;

/**
 * Why the server did not start, for the operator: a sentence where it is known, the stack of a defect where it is not.
 *
 * @returns the exit code as well: 2 for settings, 3 for what can pass or be put right outside, 1 for a defect
 */
export function startFailure(error: unknown): { message: string; exitCode: number } {
  if (error instanceof ConfigError) return { message: settings(error.message), exitCode: EXIT_USAGE };
  if (REFUSED.some((known) => error instanceof known)) return { message: (error as Error).message, exitCode: EXIT_UNAVAILABLE };
  const { code, port } = error as { code?: string; port?: number };
  if (code === 'EADDRINUSE') return { message: `Port ${port} is taken. Stop what listens there, or set PORT.`, exitCode: EXIT_UNAVAILABLE };
  if (code === 'EADDRNOTAVAIL') return { message: settings('HOST must be an address of this machine'), exitCode: EXIT_USAGE };
  if (code === 'EACCES' && port !== undefined)
    return { message: settings(`PORT must be one that this user may listen on; ${port} is not`), exitCode: EXIT_USAGE };
  const ofTheRunner = OF_THE_RUNNER.exec((error as Error).message)?.[1];
  const state = ofTheRunner ? '42501' : sqlState(error);
  const refusal = REFUSALS.find((each) => state !== undefined && each.state.test(state));
  if (refusal) return { message: `${refusal.about}: ${ofTheRunner ?? (error as Error).message}.\n${SET_UP}`, exitCode: EXIT_UNAVAILABLE };
  if (isDatabaseAway(error)) return { message: 'The database of DATABASE_URL does not answer.', exitCode: EXIT_UNAVAILABLE };
  return { message: `Skilltrace could not start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`, exitCode: 1 };
}
