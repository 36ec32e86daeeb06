import { loadDemoOrganization } from '../../apps/server/src/demo/load-demo-organization.js';
import { Database } from '../../apps/server/src/platform/database/database.js';
import type { PartitionedTests } from '../../apps/server/test/partitioned-tests.js';
import { withSuperuser } from '../../apps/server/test/superuser.js';
import { createSpreadTemplate, templateFor, TEST_LOGINS, urlOf } from '../../apps/server/test/template-database.js';

export const DEMO_TEMPLATE = 'skilltrace_demo_template';
/** The password of the personas, for journeys that sign in with the form. */
export const PERSONA_PASSWORD = 'a demo of browsers';

/**
 * Loads the demo organization once into a template database. Each journey file clones it. The demo is one transaction of several roles, so on a Citus cluster
 * it is loaded before the database is spread.
 */
export async function createDemoTemplate(
  clusterUrl: string,
  partitionedTests: PartitionedTests,
  workerUrls: readonly string[],
): Promise<void> {
  if (workerUrls.length > 0) return createSpreadTemplate([clusterUrl, ...workerUrls], DEMO_TEMPLATE, () => loadAfterMigration(clusterUrl));
  await withSuperuser(clusterUrl, async (superuser) => {
    await superuser.query(`DROP DATABASE IF EXISTS ${DEMO_TEMPLATE} WITH (FORCE)`);
    await superuser.query(
      `CREATE DATABASE ${DEMO_TEMPLATE} TEMPLATE ${templateFor(DEMO_TEMPLATE, partitionedTests)} OWNER skilltrace_owner`,
    );
  });
  await loadDemo(clusterUrl);
}

/** A migration takes the right to connect from all roles, as in an installation. */
async function loadAfterMigration(clusterUrl: string): Promise<void> {
  const grant = `GRANT CONNECT ON DATABASE ${DEMO_TEMPLATE} TO ${TEST_LOGINS.server}`;
  await withSuperuser(clusterUrl, (superuser) => superuser.query(grant));
  await loadDemo(clusterUrl);
}

async function loadDemo(clusterUrl: string): Promise<void> {
  const database = new Database({
    origin: { via: 'server' },
    url: urlOf(clusterUrl, DEMO_TEMPLATE, TEST_LOGINS.server, 'server'),
    role: 'skilltrace_server',
    poolSize: 2,
  });
  await loadDemoOrganization(database, { now: new Date(), personaPassword: PERSONA_PASSWORD, log: () => {} });
  await database.query('ANALYZE').catch(() => {});
  await database.close();
}
