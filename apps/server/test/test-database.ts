import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { expect, inject } from 'vitest';
import { Database } from '../src/platform/database/database.js';
import { erasureKey } from '../src/platform/database/erasure-key.js';
import { ReadDatabase } from '../src/platform/database/read-database.js';
import { closeToSessions } from './citus-nodes.js';
import { withSuperuser } from './superuser.js';
import { templateFor, TEST_LOGINS, urlOf } from './template-database.js';

export const ERASURE_SECRET = 'for fingerprints of people who were erased in a test';

export interface TestDatabase {
  /** Connects with the server role. */
  database: Database;
  readDatabase: ReadDatabase;
  /** For the owner of the tables, who is not a superuser. */
  ownerUrl: string;
  /** For the logins of the server and its analytics. */
  serverUrl: string;
  readerUrl: string;
  superuserUrl: string;
  drop(): Promise<void>;
}

/** Creates a separate database for a test file, cloned from a template. The default template is migrated and empty. */
export async function createTestDatabase(template = templateOfThisFile()): Promise<TestDatabase> {
  const clusterUrl = inject('clusterUrl');
  const name = `test_${randomBytes(6).toString('hex')}`;
  // Copying the files takes a sixth of the processor time that logging every page would take.
  const clone = `CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY OWNER skilltrace_owner`;
  // The coordinator comes last: its clone must not meet workers without theirs.
  for (const workerUrl of inject('workerUrls')) await onWorker(workerUrl, clone);
  await asSuperuser(
    clusterUrl,
    clone,
    // A clone inherits neither the grants nor the settings of its template. The same as after the first migration, and after `skilltrace scale-out`.
    `REVOKE ALL ON DATABASE ${name} FROM PUBLIC; GRANT CONNECT ON DATABASE ${name} TO ${TEST_LOGINS.server}, ${TEST_LOGINS.reader}`,
    ...(inject('workerUrls').length > 0 ? [`ALTER DATABASE ${name} SET citus.enable_unsafe_triggers = on`] : []),
  );
  const ownerUrl = urlOf(clusterUrl, name, 'skilltrace_owner', 'owner');
  const [serverUrl, readerUrl] = [
    urlOf(clusterUrl, name, TEST_LOGINS.server, 'server'),
    urlOf(clusterUrl, name, TEST_LOGINS.reader, 'reader'),
  ];
  const database = new Database({ url: serverUrl, role: 'skilltrace_server', poolSize: 25, erasureKey: erasureKey(ERASURE_SECRET) });
  const readDatabase = new ReadDatabase({ url: readerUrl, poolSize: 4 });
  return {
    database,
    readDatabase,
    ownerUrl,
    serverUrl,
    readerUrl,
    superuserUrl: urlOf(clusterUrl, name),
    drop: async () => {
      await Promise.all([database.close(), readDatabase.close()]);
      await dropDatabase(name);
    },
  };
}

/** A database that is filled once. Its tests change copies of it. */
export interface TestTemplate {
  copy(): Promise<TestDatabase>;
  drop(): Promise<void>;
}

/** Creates and fills a database of which each test gets a copy. Copying takes a fraction of the time of most use cases. */
export async function createTestTemplate(fill: (filled: TestDatabase) => Promise<unknown>): Promise<TestTemplate> {
  const filled = await createTestDatabase();
  await fill(filled);
  // PostgreSQL does not copy a database that is in use.
  await Promise.all([filled.database.close(), filled.readDatabase.close()]);
  const name = new URL(filled.ownerUrl).pathname.slice(1);
  const workerUrls = inject('workerUrls');
  if (workerUrls.length > 0) for (const node of [inject('clusterUrl'), ...workerUrls]) await closeToSessions(node, name);
  return { copy: () => createTestDatabase(name), drop: () => dropDatabase(name) };
}

async function dropDatabase(name: string): Promise<void> {
  const drop = `DROP DATABASE ${name} WITH (FORCE)`;
  // The background process of Citus may open a session again before the database is gone.
  if (inject('workerUrls').length > 0) await closeToSessions(inject('clusterUrl'), name);
  // Commands that open the database like an installation create these roles.
  await asSuperuser(inject('clusterUrl'), drop, `DROP ROLE IF EXISTS skilltrace_server_${name}, skilltrace_reader_${name}`);
  for (const workerUrl of inject('workerUrls')) await onWorker(workerUrl, drop);
}

const onWorker = (workerUrl: string, statement: string) => withSuperuser(workerUrl, (client) => client.query(statement));

// One connection for all databases of a test process: on a small machine, opening one costs as much as copying a database.
let superuser: Promise<pg.Client> | undefined;

async function openSuperuser(clusterUrl: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: clusterUrl });
  // The cluster may stop before this process ends.
  client.on('error', () => (superuser = undefined));
  await client.connect();
  return client;
}

async function asSuperuser(clusterUrl: string, ...statements: string[]): Promise<void> {
  const client = await (superuser ??= openSuperuser(clusterUrl));
  // Cloning fails while another test file clones the same template, so a lock serializes the clones.
  await client.query("SELECT pg_advisory_lock(hashtext('test databases'))");
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.query("SELECT pg_advisory_unlock(hashtext('test databases'))");
  }
}

function templateOfThisFile(): string {
  return templateFor(expect.getState().testPath ?? '', inject('partitionedTests'));
}
