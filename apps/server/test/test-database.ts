import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { Database } from '../src/platform/database/database.js';
import { erasureKey } from '../src/platform/database/erasure-key.js';
import { ReadDatabase } from '../src/platform/database/read-database.js';
import { TEMPLATE, TEST_LOGINS, urlOf } from './template-database.js';

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
export async function createTestDatabase(template = TEMPLATE): Promise<TestDatabase> {
  const clusterUrl = inject('clusterUrl');
  const name = `test_${randomBytes(6).toString('hex')}`;
  const clone = `CREATE DATABASE ${name} TEMPLATE ${template} OWNER skilltrace_owner`;
  // The coordinator comes last: its clone must not meet workers without theirs.
  const workerUrls = inject('workerUrls');
  for (const workerUrl of workerUrls) await asSuperuser(workerUrl, clone);
  await asSuperuser(
    clusterUrl,
    clone,
    // The same grants as after the first migration. A clone does not inherit the grants of its template.
    `REVOKE ALL ON DATABASE ${name} FROM PUBLIC; GRANT CONNECT ON DATABASE ${name} TO ${TEST_LOGINS.server}, ${TEST_LOGINS.reader}`,
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
      await asSuperuser(
        clusterUrl,
        `DROP DATABASE ${name} WITH (FORCE)`,
        // Commands that open the database like an installation create these roles.
        `DROP ROLE IF EXISTS skilltrace_server_${name}, skilltrace_reader_${name}`,
      );
      for (const workerUrl of workerUrls) await asSuperuser(workerUrl, `DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

async function asSuperuser(clusterUrl: string, ...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: clusterUrl });
  await client.connect();
  try {
    // Cloning fails while another test file clones the same template, so a lock serializes the clones.
    await client.query("SELECT pg_advisory_lock(hashtext('test databases'))");
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}
