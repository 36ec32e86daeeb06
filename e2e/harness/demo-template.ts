import pg from 'pg';
import { loadDemoOrganization } from '../../apps/server/src/demo/load-demo-organization.js';
import { Database } from '../../apps/server/src/platform/database/database.js';
import type { PartitionedTests } from '../../apps/server/test/partitioned-tests.js';
import { templateFor, TEST_LOGINS, urlOf } from '../../apps/server/test/template-database.js';

export const DEMO_TEMPLATE = 'skilltrace_demo_template';
/** The password of the personas, for journeys that sign in with the form. */
export const PERSONA_PASSWORD = 'a demo of browsers';

/** Loads the demo organization once into a template database. Each journey file clones it. */
export async function createDemoTemplate(clusterUrl: string, partitionedTests: PartitionedTests): Promise<void> {
  const superuser = new pg.Client({ connectionString: clusterUrl });
  await superuser.connect();
  await superuser.query(`DROP DATABASE IF EXISTS ${DEMO_TEMPLATE} WITH (FORCE)`);
  await superuser.query(`CREATE DATABASE ${DEMO_TEMPLATE} TEMPLATE ${templateFor(DEMO_TEMPLATE, partitionedTests)} OWNER skilltrace_owner`);
  await superuser.end();
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
