import { Database, type DatabaseOptions } from '../../apps/server/src/platform/database/database.js';
import { prepareLogins } from '../../apps/server/src/platform/database/logins/prepare-logins.js';

/** Connections of the server's own login to a migrated database, whose owner's URL is known. */
export async function openDatabase(ownerUrl: string, options: Pick<DatabaseOptions, 'poolSize'> = {}): Promise<Database> {
  const { serverUrl } = await prepareLogins(ownerUrl);
  return new Database({ url: serverUrl, role: 'skilltrace_server', applicationName: 'torture', ...options });
}
