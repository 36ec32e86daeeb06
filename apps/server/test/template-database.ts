import type { TestProject } from 'vitest/node';
import pg from 'pg';
import { migrate } from '../src/platform/database/schema/migrate.js';
import { partitionLedgers } from '../src/signals/partitions/partition-ledgers.js';
import { connectCitusNodes, readCitusNodes, spreadTemplate } from './citus-nodes.js';
import { startThrowawayPostgres } from '../../../packages/embedded-postgres/test/throwaway-postgres.js';

declare module 'vitest' {
  interface ProvidedContext {
    clusterUrl: string;
    /** The superuser URLs of the other nodes on which a test database exists: the workers of TEST_CITUS_URL. */
    workerUrls: string[];
  }
}

export const TEMPLATE = 'skilltrace_template';

interface TestCluster {
  superuserUrl: string;
  workerUrls: string[];
  stop(): Promise<void>;
}

// Each Vitest project has its own modules, but all are set up in the same process, one after the other.
const run = globalThis as { testCluster?: TestCluster & { projects: number } };

/**
 * Starts one PostgreSQL for the whole test run and migrates the template that every test file clones. TEST_POSTGRES_URL
 * selects an existing server instead (URL of its superuser), for example to test another version. With TEST_PARTITIONS=4, the
 * ledger of every test is stored in 4 partitions. TEST_CITUS_URL selects a Citus cluster, over which the ledger of every test is spread.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const cluster = (run.testCluster ??= { ...(await startTestCluster()), projects: 0 });
  cluster.projects += 1;
  project.provide('clusterUrl', cluster.superuserUrl);
  project.provide('workerUrls', cluster.workerUrls);
  return async () => {
    cluster.projects -= 1;
    if (cluster.projects > 0) return;
    delete run.testCluster;
    await cluster.stop();
  };
}

async function startTestCluster(): Promise<TestCluster> {
  const citusUrl = process.env['TEST_CITUS_URL'];
  const existing = citusUrl ?? process.env['TEST_POSTGRES_URL'];
  const started = existing === undefined ? await startThrowawayPostgres() : { superuserUrl: existing, stop: () => Promise.resolve() };
  if (citusUrl === undefined) console.log('TEST_CITUS_URL is not set: the tests with Citus are skipped.');
  const nodes = citusUrl === undefined ? [started.superuserUrl] : await readCitusNodes(citusUrl);
  for (const node of nodes) await createTemplate(node);
  const ownerUrl = urlOf(started.superuserUrl, TEMPLATE, 'skilltrace_owner', 'owner');
  await migrate(ownerUrl);
  const parts = process.env['TEST_PARTITIONS'];
  if (parts !== undefined) await partitionLedgers(ownerUrl, { parts: Number(parts) });
  if (citusUrl !== undefined) {
    await connectCitusNodes(nodes, TEMPLATE);
    await spreadTemplate(nodes, TEMPLATE, ownerUrl);
  }
  const superuser = new pg.Client({ connectionString: started.superuserUrl });
  await superuser.connect();
  await createTestLogins(superuser);
  await superuser.end();
  return { ...started, workerUrls: nodes.slice(1) };
}

async function createTemplate(nodeUrl: string): Promise<void> {
  const superuser = new pg.Client({ connectionString: nodeUrl });
  await superuser.connect();
  // The owner is an ordinary login, as in an installation, so the tests do not depend on superuser rights.
  await superuser.query(`DROP DATABASE IF EXISTS ${TEMPLATE} WITH (FORCE)`);
  await superuser.query(
    "DO $$ BEGIN CREATE ROLE skilltrace_owner LOGIN CREATEROLE PASSWORD 'owner'; EXCEPTION WHEN duplicate_object THEN NULL; END $$",
  );
  await superuser.query(`CREATE DATABASE ${TEMPLATE} OWNER skilltrace_owner`);
  await superuser.end();
}

/** The logins of all test databases, so that a clone needs no new roles. Another test covers the logins that an installation creates. */
export const TEST_LOGINS = { server: 'skilltrace_server_of_tests', reader: 'skilltrace_reader_of_tests' };

/** Creates the logins of the tests in a cluster, if they do not exist. */
export async function createTestLogins(superuser: pg.Client): Promise<void> {
  for (const [role, login] of Object.entries(TEST_LOGINS)) {
    await superuser.query(
      `DO $$ BEGIN CREATE ROLE ${login} LOGIN PASSWORD '${role}'; EXCEPTION WHEN duplicate_object THEN NULL; END $$; GRANT skilltrace_${role} TO ${login}`,
    );
  }
  await superuser.query(`ALTER ROLE ${TEST_LOGINS.reader} SET default_transaction_read_only = on`);
}

/** The URL of a database in the test cluster for the given login, or for the login of `clusterUrl`. */
export function urlOf(clusterUrl: string, database: string, user?: string, password?: string): string {
  const url = new URL(clusterUrl);
  url.pathname = `/${database}`;
  if (user !== undefined) url.username = user;
  if (password !== undefined) url.password = password;
  return url.href;
}
