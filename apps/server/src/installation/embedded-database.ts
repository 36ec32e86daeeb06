import {
  acquireEmbeddedPostgres,
  CannotRunHereError,
  EmbeddedDatabaseInUseError,
  UnusablePathError,
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
} from '@skilltrace/embedded-postgres';
import { ConfigError } from '../platform/config/config.js';

const OURS = { program: 'skilltrace', owner: 'skilltrace_owner', database: 'skilltrace' };

/** The embedded database cannot be used, for a reason that the operator can fix. The message says what to do. */
export class EmbeddedDatabaseRefused extends Error {}

/**
 * Starts the embedded database of a data directory, or connects to it if it is already running.
 *
 * @throws ConfigError for an invalid DATA_DIR; EmbeddedDatabaseRefused if another server uses the database
 */
export async function openEmbeddedDatabase(options: Omit<EmbeddedPostgresOptions, keyof typeof OURS>): Promise<EmbeddedPostgres> {
  try {
    return await acquireEmbeddedPostgres({ ...OURS, ...options });
  } catch (error) {
    throw toOperatorError(error);
  }
}

/** Translates errors of the package, which mention folders and databases, into the names of the settings. */
function toOperatorError(error: unknown): unknown {
  if (error instanceof UnusablePathError)
    return new ConfigError(`${error.path === 'data directory' ? 'DATA_DIR' : 'The path of the program'} ${error.requirement}`);
  if (error instanceof EmbeddedDatabaseInUseError)
    return new EmbeddedDatabaseRefused(
      `Another Skilltrace server is already running on DATA_DIR ${error.dataDir}. ` +
        'To run two servers, set DATABASE_URL of both to the same PostgreSQL.',
    );
  if (error instanceof CannotRunHereError)
    return new Error(`${error.message} Or set DATABASE_URL to use another PostgreSQL.`, { cause: error });
  return error;
}
