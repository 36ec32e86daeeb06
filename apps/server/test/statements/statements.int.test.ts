import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../test-database.js';
import { collectStatements, type SentStatement } from './collect-statements.js';
import { describeStatement } from './describe-statement.js';
import { mistakesInRow } from './mistakes-in-row.js';
import { functionsThatMayWrite, isWrite } from './writes.js';

/** The files with statements that are built at run time, with the reason. Their own tests run these statements. */
const BUILT_AT_RUN_TIME: Record<string, string> = {
  'demo/demo-mentorship.ts': 'one of two texts, passed as a parameter',
  'people/erasure/mentions-of-person.ts': 'one statement for each column in the list of erased texts',
  'platform/database/database.ts': 'the connections that all other calls use',
  'platform/database/delete-in-batches.ts': 'the statement is a parameter',
  'platform/database/read-database.ts': 'passes statements on to a transaction',
  'platform/database/watched-client.ts': 'sends the statements of all other calls',
  'platform/database/standbys/reads-of-request.ts': 'passes statements on to the primary or a standby',
  'platform/database/schema/dump-schema.ts': 'a list of statements that read the catalog',
  'platform/database/logins/prepare-logins.ts': 'statements about roles accept no parameters, so quoted names are inserted into the text',
  'platform/database/schema/repeatable-files.ts': 'the text of a file',
  'signals/partitions/partition-ledgers.ts': 'statements for each table, constraint and index, from the catalog',
  'signals/partitions/partitioned-table.ts': 'a list of statements that read the catalog',
  'signals/scale-out/keep-rights.ts': 'grants from the catalog',
  'signals/scale-out/spread-ledger.ts': 'statements for each table, foreign key and trigger, from the catalog',
  'signals/scale-out/steps.ts': 'grants from the catalog, and a setting of the database',
  'signals/checkpoints/read-digests.ts': 'a cursor over any statement',
  'signals/verify/verify-ledger.ts': 'a list of verification rules; corruptions.int.test.ts breaks each of them',
  'signals/verify/verify-schema.ts': 'a list of statements that read the catalog',
};

/** Nullable columns that are never null in the rows of the statement, with the reason. */
const NEVER_NULL_HERE: Record<string, string> = {
  'directory/sync-assignments.ts externalId': 'found by the external id',
  'directory/sync-projects.ts externalId': 'found by, or created with, the external id',
  'people/erasure/erase-person.ts erasedAt': 'just set',
  'connectors/git/recognize-works.ts externalId': 'found by the external id',
  'validation/list-decisions.ts resolvedAt': 'only decisions are read',
  'validation/restore-level.ts withdrawnById': 'only decisions withdraw levels',
  'validation/restore-level.ts restoredAt': 'just set',
};

/** Files with statements about functions and tables of Citus. They are checked if the tests run on a Citus cluster. */
const ONLY_WITH_CITUS =
  /^signals\/(scale-out\/|checkpoints\/until-workers-committed\.ts$|verify\/spread-schema\.ts$|partitions\/is-ledger-spread\.ts$)/;
const WITHOUT_CITUS = inject('workerUrls').length === 0;

/** Writes without a transaction, by file, with the reason. None of them changes a table that the audit log covers. */
const ONE_STATEMENT: Record<string, string> = {
  'progress-updates/post-progress-update.ts': 'BEGIN and COMMIT would cost the most frequent write two more round trips',
};

// Each statement has one mistake, which the checks must report.
const PLANTED = `
import type { Connection, Transaction } from '../platform/database/connection.js';
const TABLE = 'skills';
const list = (columns: string) => \`SELECT \${columns} FROM \${TABLE}\`;
const STATEMENTS = { byId: list('id') + ' WHERE id = $1', all: { text: list('id, skill_name AS name') } };
export async function planted(connection: Connection, transaction: Transaction, of: 'byId' | 'all') {
  await connection.query<{ id: number }>('SELECT id FROM skillz');
  await connection.query<{ id: number }>(STATEMENTS[of]);
  await connection.query<{ id: number; name: string }>(STATEMENTS.byId, [1]);
  await connection.query<{ id: string }>(STATEMENTS.byId, [1]);
  await connection.query<{ tags: string }>('SELECT tags FROM assignments');
  await connection.query<{ at: Date }>('SELECT created_at AS at FROM skill_categories_of_no_table');
  await connection.query<{ title: string }>('SELECT title FROM profiles');
  await connection.query<{ status: 'PENDING' | 'APPROVED' }>('SELECT status FROM suggestions');
  await connection.query('DELETE FROM skills WHERE id = $1', [1]);
  await connection.query('SELECT FROM skills WHERE id = $1 FOR UPDATE', [1]);
  await connection.query('WITH gone AS (DELETE FROM skills RETURNING id) SELECT count(*) FROM gone');
  await connection.query('SELECT record_import($1, $2, $3::jsonb)', []);
  await connection.query(\`SELECT \${Math.random()}\`);
  await transaction.query('DELETE FROM skills WHERE id = $1', [1]);
  await transaction.query<{ id: number; name: string }>(STATEMENTS.all);
}`;
const PLANTED_FILE = 'zz-planted/planted.ts';

let db: TestDatabase;
let client: pg.Client;
let mayWrite: RegExp;
let sent: SentStatement[];
let testable: SentStatement[];
let planted: SentStatement[];
beforeAll(async () => {
  db = await createTestDatabase();
  client = new pg.Client({ connectionString: db.superuserUrl });
  await client.connect();
  mayWrite = await functionsThatMayWrite(client);
  const all = collectStatements({ [PLANTED_FILE]: PLANTED });
  sent = all.filter(({ file }) => !file.endsWith(PLANTED_FILE));
  testable = sent.filter(({ file }) => !(WITHOUT_CITUS && ONLY_WITH_CITUS.test(inSources(file))));
  planted = all.filter(({ file }) => file.endsWith(PLANTED_FILE));
});
afterAll(async () => {
  await client.end();
  await db.drop();
});

const inSources = (file: string) => file.replace('apps/server/src/', '');

/** The mistakes of a statement: texts that do not match the schema, and columns that do not match the row type. */
async function mistakesOf({ file, place, texts = [], row }: SentStatement): Promise<string[]> {
  const found: string[] = [];
  for (const text of texts) {
    try {
      const mistakes = row
        ? mistakesInRow(await describeStatement(client, text), row)
        : await describeStatement(client, text).then(() => []);
      found.push(...mistakes.filter((mistake) => !isExcused(file, mistake)).map((mistake) => `${place}: ${mistake}`));
    } catch (error) {
      found.push(`${place}: ${(error as Error).message}`);
    }
  }
  return found;
}

function isExcused(file: string, mistake: string): boolean {
  const column = /^"(\w+)" can be null$/.exec(mistake)?.[1];
  return column !== undefined && NEVER_NULL_HERE[`${inSources(file)} ${column}`] !== undefined;
}

async function writesOutsideTransactions(statements: readonly SentStatement[]): Promise<string[]> {
  const found: string[] = [];
  for (const { place, texts = [], over } of statements)
    if (over === 'connection') for (const text of texts) if (await isWrite(client, text, mayWrite)) found.push(place);
  return [...new Set(found)];
}

describe('SQL statements of the server', () => {
  it('match the schema, and their columns match the row types in name, type and nullability', async () => {
    expect(sent.flatMap(({ texts = [] }) => texts).length).toBeGreaterThan(250);
    const mistakes: string[] = [];
    for (const statement of testable) mistakes.push(...(await mistakesOf(statement)));
    expect(mistakes).toEqual([]);
  });

  it('are constant, except those that this file lists with a reason', () => {
    const builtAtRunTime = new Set(sent.filter(({ texts }) => texts === undefined).map(({ file }) => inSources(file)));
    expect([...builtAtRunTime].filter((file) => BUILT_AT_RUN_TIME[file] === undefined)).toEqual([]);
    const excused = Object.keys(BUILT_AT_RUN_TIME).filter((file) => sent.some((statement) => inSources(statement.file) === file));
    expect(excused.filter((file) => !builtAtRunTime.has(file))).toEqual([]);
  });

  it('write and lock rows only in a transaction, which has an origin for the audit log', async () => {
    const places = await writesOutsideTransactions(testable);
    expect(places.map((place) => inSources(place).replace(/:\d+$/, ''))).toEqual(Object.keys(ONE_STATEMENT));
  });
});

describe('the checks of SQL statements', () => {
  const places = (lines: readonly string[]) => lines.map((line) => line.replace(/^.*planted\.ts:/, ''));

  it('report each mistake in the sample statements', async () => {
    const mistakes: string[] = [];
    for (const statement of planted) mistakes.push(...(await mistakesOf(statement)));
    expect(places(mistakes)).toEqual([
      '7: relation "skillz" does not exist',
      '8: the row type has no property for the column "name"',
      '9: no column is named "name"',
      '10: "id" is number and not string',
      '11: "tags" is string[] and not string',
      '12: relation "skill_categories_of_no_table" does not exist',
      '13: "title" can be null',
      '14: "status" can also be ADJUSTED, REJECTED',
    ]);
  });

  it('report a sample statement that is built at run time', () => {
    expect(places(planted.filter(({ texts }) => texts === undefined).map(({ place }) => place))).toEqual(['19']);
  });

  it('report each sample write and lock outside a transaction', async () => {
    const fitting = planted.filter(({ place }) => !/:(7|12)$/.test(place));
    expect(places(await writesOutsideTransactions(fitting))).toEqual(['15', '16', '17', '18']);
  });
});
