import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Database } from '../../src/platform/database/database.js';
import { LoginRefusedError } from '../../src/platform/errors/login-refused-error.js';
import { databaseFolder } from '../../src/platform/database/schema/database-folder.js';
import { migrate } from '../../src/platform/database/schema/migrate.js';
import { createCheckpointFile } from '../../src/signals/checkpoints/checkpoint-file.js';
import { takeCheckpoint } from '../../src/signals/checkpoints/take-checkpoint.js';
import { verifyLedger } from '../../src/signals/verify/verify-ledger.js';
import type { Corruption } from '../corruptions/corruption.js';
import { fillForCorruption } from '../corruptions/fixture.js';
import { rowCorruptions } from '../corruptions/row-corruptions.js';
import { harmlessAdditions, schemaCorruptions } from '../corruptions/schema-corruptions.js';
import { createTestLogins, TEST_LOGINS, urlOf } from '../template-database.js';
import { openOwnPostgres, type OwnPostgres } from '../own-postgres.js';

const PAGE = join(databaseFolder(), '../../../docs/reference/what-verify-finds.md');
const BEGIN =
  '<!-- The tables below are written by the test: UPDATE_DOCS=1 npx vitest run apps/server/test/attacks/corruptions.int.test.ts -->';
const OF_A_CHECKPOINT = /^(unchanged-|checkpoint)/;

// A separate cluster, because some corruptions change roles, which all databases of a cluster share.
let postgres: OwnPostgres;
let superuser: pg.Client;
let folder: string;
let checkpoint: string;

beforeAll(async () => {
  postgres = await openOwnPostgres();
  folder = await mkdtemp(join(tmpdir(), 'skilltrace-corruptions-'));
  await migrate(await postgres.createDatabase('fixture'));
  superuser = await openSuperuser();
  await createTestLogins(superuser);
  await inCluster(`GRANT CONNECT ON DATABASE fixture TO ${TEST_LOGINS.server}`);
  await fillForCorruption(serverUrl('fixture'), postgres.superuserUrl('fixture'));
  const database = new Database({ url: serverUrl('fixture'), role: 'skilltrace_server', poolSize: 2 });
  checkpoint = join(folder, 'checkpoint.ndjson');
  const file = await createCheckpointFile(checkpoint);
  const taken = await takeCheckpoint(database, { onPart: (part) => file.write(part) });
  if (!taken) throw new Error('no checkpoint was taken');
  await file.finish(taken);
  await database.close();
}, 120_000);
afterAll(async () => {
  await superuser.end();
  await postgres.close();
  await rm(folder, { recursive: true, force: true });
});

const serverUrl = (database: string) => urlOf(postgres.superuserUrl(), database, TEST_LOGINS.server, 'server');

async function openSuperuser(database = 'postgres'): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: postgres.superuserUrl(database) });
  await client.connect();
  // Some corruptions write to the system catalog.
  await client.query('SET allow_system_table_mods = on');
  return client;
}
const inCluster = (sql: string) => superuser.query(sql);

async function asSuperuser(sql: string, database: string): Promise<void> {
  const client = await openSuperuser(database);
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

interface Finding {
  /** Broken rules found without a checkpoint, and found by comparison with one. */
  without: string[];
  against: string[];
  /** The schema differences that the report lists. */
  ofSchema: string[];
}

async function corrupt({ sql, restore }: Pick<Corruption, 'sql' | 'restore'>): Promise<Finding> {
  await inCluster('CREATE DATABASE corrupted TEMPLATE fixture STRATEGY FILE_COPY OWNER skilltrace_owner');
  await inCluster(`REVOKE ALL ON DATABASE corrupted FROM PUBLIC; GRANT CONNECT ON DATABASE corrupted TO ${TEST_LOGINS.server}`);
  const database = new Database({ url: serverUrl('corrupted'), role: 'skilltrace_server', poolSize: 1 });
  try {
    await asSuperuser(sql, 'corrupted');
    const { checks } = await verifyLedger(database, { against: checkpoint });
    const broken = checks.filter(({ violations }) => violations > 0).map(({ name }) => name);
    return {
      without: broken.filter((name) => !OF_A_CHECKPOINT.test(name)),
      against: broken.filter((name) => OF_A_CHECKPOINT.test(name)),
      ofSchema: checks.find(({ name }) => name === 'schema-as-shipped')?.samples ?? [],
    };
  } catch (error) {
    // The server and the command refuse a login that has more rights than its role.
    if (error instanceof LoginRefusedError) return { without: ['the connection is refused'], against: [], ofSchema: [] };
    throw error;
  } finally {
    await database.close();
    await inCluster('DROP DATABASE corrupted WITH (FORCE)');
    if (restore !== undefined) await inCluster(restore);
  }
}

const rows: { corruption: Corruption; finding: Finding }[] = [];

it('verify reports nothing before the database is corrupted', async () => {
  expect(await corrupt({ sql: 'SELECT 1' })).toEqual({ without: [], against: [], ofSchema: [] });
});

describe.each([
  ['the schema', schemaCorruptions],
  ['the rows', rowCorruptions],
] as const)('corruption of %s', (_of, corruptions) => {
  it.each(corruptions)('verify reports it unless it is marked as undetectable: $name', async (corruption) => {
    const finding = await corrupt(corruption);
    rows.push({ corruption, finding });
    const isFound = finding.without.length + finding.against.length > 0;
    expect({ isFound, ...finding }).toMatchObject({ isFound: corruption.undetectable === undefined });
  });
});

describe('additions by an operator', () => {
  it.each(harmlessAdditions)('verify accepts a harmless addition: $name', async (addition) => {
    expect(await corrupt(addition)).toEqual({ without: [], against: [], ofSchema: [] });
  });
});

it('verify lists a new extension first, and only its statements', async () => {
  const { ofSchema } = await corrupt({ sql: 'CREATE EXTENSION pgstattuple SCHEMA pg_catalog' });
  expect(ofSchema[0]).toBe('added: CREATE EXTENSION pgstattuple;');
  expect(ofSchema.filter((sample) => !sample.startsWith('added: CREATE '))).toEqual([]);
});

it('the tests cover at least 55 corruptions, and the documentation lists how each is found', async () => {
  expect(rows.length).toBeGreaterThanOrEqual(55);
  const page = await readFile(PAGE, 'utf8');
  const [before = ''] = page.split(BEGIN);
  const written = `${before}${BEGIN}\n\n${tables()}`;
  process.stdout.write(`${tables()}\n`);
  if (process.env['UPDATE_DOCS']) await writeFile(PAGE, written);
  expect(await readFile(PAGE, 'utf8')).toBe(written);
});

function tables(): string {
  const of = (corruptions: readonly Corruption[]) => rows.filter(({ corruption }) => corruptions.includes(corruption)).map(line);
  const heading = '| kind | without a checkpoint | against a checkpoint |\n|---|---|---|';
  return `## The schema\n\n${heading}\n${of(schemaCorruptions).join('\n')}\n\n## The rows\n\n${heading}\n${of(rowCorruptions).join('\n')}\n`;
}

function line({ corruption: { name, undetectable }, finding: { without, against } }: (typeof rows)[number]): string {
  const found = (names: string[]) =>
    names.length === 0
      ? '–'
      : `found: ${names
          .slice(0, 2)
          .map((rule) => `\`${rule}\``)
          .join(', ')}`;
  const last = undetectable === undefined ? found(against) : `not detectable. ${undetectable}`;
  return `| ${name} | ${found(without)} | ${last} |`;
}
