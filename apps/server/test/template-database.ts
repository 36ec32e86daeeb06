import type { TestProject } from 'vitest/node';
import pg from 'pg';
import { migrate } from '../src/platform/database/schema/migrate.js';
import { partitionLedgers } from '../src/signals/partitions/partition-ledgers.js';
import { connectCitusNodes, readCitusNodes, spreadTemplate } from './citus-nodes.js';
import { choosePartitionedTests, describePartitionedTests, isPartitioned, type PartitionedTests } from './partitioned-tests.js';
import { withSuperuser } from './superuser.js';
import { startThrowawayPostgres } from '../../../packages/embedded-postgres/test/throwaway-postgres.js';

declare module 'vitest' {
  interface ProvidedContext {
    clusterUrl: string;
    partitionedTests: PartitionedTests;
    /** The superuser URLs of the other nodes on which a test database exists: the workers of TEST_CITUS_URL. */
    workerUrls: string[];
  }
}

/** Migrated and empty, without partitions. */
export const TEMPLATE = 'skilltrace_template';
const PARTITIONED_TEMPLATE = 'skilltrace_template_partitioned';

/** The migrated, empty database that a test file clones. */
export function templateFor(file: string, partitionedTests: PartitionedTests): string {
  return isPartitioned(file, partitionedTests) ? PARTITIONED_TEMPLATE : TEMPLATE;
}

interface TestCluster {
  superuserUrl: string;
  partitionedTests: PartitionedTests;
  workerUrls: string[];
  stop(): Promise<void>;
}

// Each Vitest project has its own modules, but all are set up in the same process, one after the other.
const run = globalThis as { testCluster?: TestCluster & { projects: number } };

/**
 * Starts one PostgreSQL for the whole test run and migrates the templates that the test files clone. TEST_POSTGRES_URL
 * selects an existing server instead (URL of its superuser), for example to test another version. TEST_PARTITIONS selects the
 * files whose ledgers are partitioned. TEST_CITUS_URL selects a Citus cluster instead, over which the ledger of every test is spread.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const cluster = (run.testCluster ??= { ...(await startTestCluster()), projects: 0 });
  cluster.projects += 1;
  project.provide('clusterUrl', cluster.superuserUrl);
  project.provide('partitionedTests', cluster.partitionedTests);
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
  if (citusUrl !== undefined) return startOnCitus(citusUrl);
  const partitionedTests = choosePartitionedTests();
  console.log(describePartitionedTests(partitionedTests));
  console.log('TEST_CITUS_URL is not set: the tests with Citus are skipped.');
  const existing = process.env['TEST_POSTGRES_URL'];
  const cluster = existing === undefined ? await startThrowawayPostgres() : { superuserUrl: existing, stop: () => Promise.resolve() };
  await createTemplate(cluster.superuserUrl);
  await migrate(urlOf(cluster.superuserUrl, TEMPLATE, 'skilltrace_owner', 'owner'));
  await withSuperuser(cluster.superuserUrl, async (superuser) => {
    if (partitionedTests.which !== 'none') {
      await superuser.query(`CREATE DATABASE ${PARTITIONED_TEMPLATE} TEMPLATE ${TEMPLATE} OWNER skilltrace_owner`);
      const { parts } = partitionedTests;
      await partitionLedgers(urlOf(cluster.superuserUrl, PARTITIONED_TEMPLATE, 'skilltrace_owner', 'owner'), { parts });
    }
    await createTestLogins(superuser);
  });
  return { ...cluster, partitionedTests, workerUrls: [] };
}

async function startOnCitus(superuserUrl: string): Promise<TestCluster> {
  const nodes = await readCitusNodes(superuserUrl);
  await createSpreadTemplate(nodes, TEMPLATE, () => withSuperuser(superuserUrl, createTestLogins));
  return { superuserUrl, partitionedTests: choosePartitionedTests('0'), workerUrls: nodes.slice(1), stop: () => Promise.resolve() };
}

/** Creates a database on all nodes of a Citus cluster, migrates and fills it, and then spreads it. @param nodes the superuser URLs, the coordinator first */
export async function createSpreadTemplate(nodes: readonly string[], name: string, fill: () => Promise<unknown>): Promise<void> {
  for (const node of nodes) await createTemplate(node, name);
  const ownerUrl = urlOf(nodes[0] ?? '', name, 'skilltrace_owner', 'owner');
  await migrate(ownerUrl);
  await fill();
  await connectCitusNodes(nodes, name);
  await spreadTemplate(nodes, name, ownerUrl);
}

function createTemplate(nodeUrl: string, name = TEMPLATE): Promise<void> {
  return withSuperuser(nodeUrl, async (superuser) => {
    for (const earlier of [name, PARTITIONED_TEMPLATE]) await superuser.query(`DROP DATABASE IF EXISTS ${earlier} WITH (FORCE)`);
    // The owner is an ordinary login, as in an installation, so the tests do not depend on superuser rights.
    await superuser.query(
      "DO $$ BEGIN CREATE ROLE skilltrace_owner LOGIN CREATEROLE PASSWORD 'owner'; EXCEPTION WHEN duplicate_object THEN NULL; END $$",
    );
    await superuser.query(`CREATE DATABASE ${name} OWNER skilltrace_owner`);
  });
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
