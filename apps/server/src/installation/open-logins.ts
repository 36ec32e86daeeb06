import type { Config } from '../platform/config/config.js';
import { databaseFolder } from '../platform/database/schema/database-folder.js';
import { migrate } from '../platform/database/schema/migrate.js';
import { admitLogins, prepareLogins, type LoginUrls } from '../platform/database/logins/prepare-logins.js';
import { requireSchema } from '../platform/database/schema/require-schema.js';

/**
 * Migrates the schema if the owner's URL is known, and returns the logins that everything else uses: the configured ones, or
 * those that the owner creates.
 *
 * @throws SchemaMismatchError if the owner's URL is not known and the schema is not that of this version
 */
export async function openLogins(
  settings: Pick<Config, 'databaseServerUrl' | 'databaseReaderUrl' | 'sessionSecret'>,
  ownerUrl: string | undefined,
  log: (message: string) => void,
): Promise<LoginUrls> {
  const { databaseServerUrl: serverUrl, databaseReaderUrl: readerUrl, sessionSecret } = settings;
  const given = serverUrl !== undefined && readerUrl !== undefined ? { serverUrl, readerUrl } : undefined;
  if (ownerUrl !== undefined) {
    const ran = await migrate(ownerUrl, log);
    if (ran.length > 0) log(`migrated the database: ${ran.length} migrations`);
    if (given) await admitLogins(ownerUrl, given);
  } else if (given) await requireSchema(given.serverUrl, databaseFolder());
  if (given) return given;
  if (ownerUrl === undefined) throw new Error('Neither the database owner nor the server login is configured');
  return prepareLogins(ownerUrl, sessionSecret);
}
