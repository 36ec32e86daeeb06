import { Database, type DatabaseOptions } from '../../apps/server/src/platform/database/database.js';
import { prepareLogins } from '../../apps/server/src/platform/database/logins/prepare-logins.js';

/** Connects to a migrated database with the server's own login. `ownerUrl` is the URL of the database owner. */
export async function openDatabase(ownerUrl: string, options: Pick<DatabaseOptions, 'poolSize'> = {}): Promise<Database> {
  const { serverUrl } = await prepareLogins(ownerUrl);
  return new Database({ url: serverUrl, role: 'skilltrace_server', applicationName: 'torture', ...options });
}
