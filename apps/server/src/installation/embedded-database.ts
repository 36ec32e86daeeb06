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

/** The embedded database cannot be used, for a reason that the operator can act on; the message says what to do. */
export class EmbeddedDatabaseRefused extends Error {}

/**
 * Starts or joins the embedded database of a data directory.
 *
 * @throws ConfigError where DATA_DIR does not fit; EmbeddedDatabaseRefused where another server uses it
 */
export async function openEmbeddedDatabase(options: Omit<EmbeddedPostgresOptions, keyof typeof OURS>): Promise<EmbeddedPostgres> {
  try {
    return await acquireEmbeddedPostgres({ ...OURS, ...options });
  } catch (error) {
    throw inWordsOfSettings(error);
  }
}

/** The package knows folders and databases; the operator sets DATA_DIR and DATABASE_URL. */
function inWordsOfSettings(error: unknown): unknown {
  if (error instanceof UnusablePathError)
    return new ConfigError(`${error.path === 'data directory' ? 'DATA_DIR' : 'The path of the program'} ${error.requirement}`);
  if (error instanceof EmbeddedDatabaseInUseError)
    return new EmbeddedDatabaseRefused(
      `Another Skilltrace server is already running on DATA_DIR ${error.dataDir}; ` +
        'to run two servers, give both the same PostgreSQL through DATABASE_URL.',
    );
  if (error instanceof CannotRunHereError)
    return new Error(`${error.message} Or set DATABASE_URL to use another PostgreSQL.`, { cause: error });
  return error;
}
