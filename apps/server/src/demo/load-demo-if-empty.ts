import type { Connection } from '../platform/database/connection.js';
import { singleRow } from '../platform/database/single-row.js';
import { loadDemoOrganization, type DemoOptions } from './load-demo-organization.js';

const IS_EMPTY = 'SELECT NOT EXISTS (SELECT FROM projects) AND NOT EXISTS (SELECT FROM skills) AS empty';

/**
 * Loads the demo into an installation without projects and skills, and leaves any other alone. Servers that start at
 * once take turns, and one of them loads it; a load that broke off has left nothing and is done again by the next start.
 *
 * @returns whether this call loaded it
 */
export async function loadDemoIfEmpty(connection: Connection, options: DemoOptions): Promise<boolean> {
  return connection.transaction(async (transaction) => {
    await transaction.query("SELECT pg_advisory_xact_lock(hashtext('skilltrace demo'))");
    const { empty } = singleRow(await transaction.query<{ empty: boolean }>(IS_EMPTY));
    if (empty) await loadDemoOrganization(transaction, options);
    return empty;
  });
}
