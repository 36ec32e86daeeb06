import type { Connection } from '../platform/database/connection.js';
import { singleRow } from '../platform/database/single-row.js';
import { loadDemoOrganization, type DemoOptions } from './load-demo-organization.js';

const IS_EMPTY = 'SELECT NOT EXISTS (SELECT FROM projects) AND NOT EXISTS (SELECT FROM skills) AS empty';

/**
 * Loads the demo into an installation that has no projects and no skills. Servers that start simultaneously take turns, so that
 * only one of them loads it. An interrupted load leaves nothing behind, and the next start repeats it.
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
