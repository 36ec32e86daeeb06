import { ConfigError } from '../platform/config/config.js';
import { MigrationCutOffError, SchemaMismatchError } from '../platform/database/schema/applied-migrations.js';
import { LoginRefusedError } from '../platform/errors/login-refused-error.js';
import { LoginsMissingError } from '../platform/database/logins/prepare-logins.js';
import { StandbyRefusedError } from '../platform/database/standbys/standbys.js';
import { isDatabaseUnavailable, sqlState } from '../platform/errors/sqlstate.js';
import { EmbeddedDatabaseRefused } from './embedded-database.js';

/** The embedded database stopped while the server was running. */
export class DatabaseLost extends Error {
  constructor(reason: Error) {
    super(`The embedded database stopped: ${reason.message} Restart the server to recover.`);
  }
}

const EXIT_USAGE = 2;
const EXIT_UNAVAILABLE = 3;
/** Errors whose message is written for the operator. */
const REFUSED = [
  DatabaseLost,
  EmbeddedDatabaseRefused,
  SchemaMismatchError,
  MigrationCutOffError,
  LoginRefusedError,
  LoginsMissingError,
  StandbyRefusedError,
];
const SET_UP = 'docs/how-to/run-on-your-own-postgresql.md describes the setup.';

/** Errors that the administrator of the database can fix. */
const REFUSALS: { state: RegExp; about: string }[] = [
  { state: /^3D000$/, about: 'PostgreSQL does not have the database in DATABASE_URL' },
  { state: /^28/, about: 'PostgreSQL rejected the user of DATABASE_URL' },
  { state: /^42501$/, about: 'The user of DATABASE_URL lacks privileges to set up the database' },
];
// If the migration runner cannot create its own table, its error contains the cause only as text.
const RUNNER_PERMISSION_DENIED = /^Unable to ensure migrations table: error: (permission denied .*)$/m;

const settings = (lines: string) => `Skilltrace cannot start with these settings:\n${lines}`;

/**
 * Describes for the operator why the server did not start: a sentence for known causes, the stack for a defect.
 *
 * @returns also the exit code: 2 for invalid settings, 3 for causes that are temporary or outside the server, 1 for a defect
 */
export function startFailure(error: unknown): { message: string; exitCode: number } {
  if (error instanceof ConfigError) return { message: settings(error.message), exitCode: EXIT_USAGE };
  if (REFUSED.some((known) => error instanceof known)) return { message: (error as Error).message, exitCode: EXIT_UNAVAILABLE };
  const { code, port } = error as { code?: string; port?: number };
  if (code === 'EADDRINUSE')
    return { message: `Port ${port} is already in use. Stop the other program, or set PORT.`, exitCode: EXIT_UNAVAILABLE };
  if (code === 'EADDRNOTAVAIL') return { message: settings('HOST must be an address of this machine'), exitCode: EXIT_USAGE };
  if (code === 'EACCES' && port !== undefined)
    return { message: settings(`PORT must be a port that this user may listen on, which ${port} is not`), exitCode: EXIT_USAGE };
  const ofTheRunner = RUNNER_PERMISSION_DENIED.exec((error as Error).message)?.[1];
  const state = ofTheRunner ? '42501' : sqlState(error);
  const refusal = REFUSALS.find((each) => state !== undefined && each.state.test(state));
  if (refusal) return { message: `${refusal.about}: ${ofTheRunner ?? (error as Error).message}.\n${SET_UP}`, exitCode: EXIT_UNAVAILABLE };
  if (isDatabaseUnavailable(error)) return { message: 'The database of DATABASE_URL does not respond.', exitCode: EXIT_UNAVAILABLE };
  return { message: `Skilltrace could not start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`, exitCode: 1 };
}
