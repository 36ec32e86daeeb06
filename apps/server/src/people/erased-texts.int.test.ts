import { afterAll, beforeAll, expect, it } from 'vitest';
import { factories } from '../../test/factories.js';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.js';
import { countMentions, keysWithText, replaceMentions, textsOfOthers } from './erased-texts.js';

let db: TestDatabase;
let projectId: number;

beforeAll(async () => {
  db = await createTestDatabase();
  const make = factories(db.database);
  projectId = await make.project({ techLeadId: await make.profile() });
});
afterAll(() => db.drop());

/** What else holds text, and what becomes of it. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  'api_tokens.name': 'of their own tokens: replaced',
  'audit_entries.database_role': 'no words of anybody',
  'audit_entries.details': 'names of skills and projects, no person’s',
  'audit_origins.address': 'blanked',
  'audit_origins.request_id': 'no words of anybody',
  'audit_origins.user_agent': 'blanked',
  'audit_origins.via': 'no words of anybody',
  'auth_accounts.*': 'the row goes',
  'auth_sessions.*': 'the row goes',
  'auth_verifications.*': 'the row goes',
  'idempotency_keys.caller': 'the row goes',
  'profiles.avatar_url': 'emptied',
  'profiles.email': 'replaced',
  'profiles.name': 'replaced',
  'schema_migrations.*': 'no words of anybody',
  'schema_repeatables.*': 'no words of a person',
  'skill_former_names.name': 'no words of a person',
  'sign_in_failures.address': 'the row goes',
};

it('knows every column that holds text', async () => {
  const columns = await db.database.query<{ name: string }>(
    `SELECT concat(c.relname, '.', a.attname) AS name
       FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped
        AND a.atttypid::regtype::text IN ('text', 'text[]', 'jsonb', 'json', 'character varying', 'bpchar', 'citext', 'xml') ORDER BY 1`,
  );
  const known = new Set([...textsOfOthers, ...keysWithText].map(({ table, column }) => `${table}.${column}`));
  const unknown = columns.filter(({ name }) => !known.has(name) && !(name in ELSEWHERE) && !(`${name.split('.')[0]}.*` in ELSEWHERE));
  expect(unknown).toEqual([]);
  expect(columns.length).toBeGreaterThan(30);
});

const WHO = 'a former member';
const PIA = { name: 'Pia Zeller', email: 'pia@example.org' };

it.each([
  ['Pia Zeller, PIA ZELLER and pia\n zeller.', PIA, `${WHO}, ${WHO} and ${WHO}.`],
  ['Pia Zeller’s work; Zeller, Pia; (Pia\u00a0Zeller)', PIA, `${WHO}’s work; ${WHO}; (${WHO})`],
  ['<PIA@example.org>, mailto:pia@example.org. -pia@example.org', PIA, `<${WHO}>, mailto:${WHO}. -${WHO}`],
  ['Olympia Zeller; Pia Zellerova; Pia_Zeller; Pia; Zeller', PIA, null],
  ['olympia@example.org, pia@example.org.uk, o.pia@example.org, pia@example.organic', PIA, null],
  ['Zoë Ångström ZOË ÅNGSTRÖM', { name: 'Zoë Ångström', email: 'z@q' }, `${WHO} ${WHO}`],
  ['Zoë Ångström'.normalize('NFD'), { name: 'Zoë Ångström', email: 'z@q' }, WHO],
  ['Anna-Lena de la Cruz; Cruz, Anna-Lena de la', { name: 'Anna-Lena  de la Cruz', email: 'z@q' }, `${WHO}; ${WHO}`],
  ['Dwayne "The Rock" [J.] (Jo) met A.B', { name: 'Dwayne "The Rock" [J.] (Jo)', email: 'z@q' }, `${WHO} met A.B`],
  [String.raw`Back \d+ slash`, { name: String.raw`Back \d+ slash`, email: 'z@q' }, WHO],
  ['Will you? I will. Willing Will.', { name: 'Will', email: 'z@q' }, `${WHO} you? I will. Willing ${WHO}.`],
  ['李小龙 met 山田 太郎.', { name: '山田 太郎', email: 'z@q' }, `李小龙 met ${WHO}.`],
])('in %j', async (text, named, expected) => {
  const put = 'UPDATE projects SET description = $2, metadata = $3 WHERE id = $1';
  await db.database.query(put, [projectId, text, JSON.stringify({ skill_ideas: [text], 'in a key': { deep: [1, null, text] } })]);
  await db.database.transaction(async (transaction) => {
    expect(await countMentions(transaction, 1, named)).toEqual({ mentions: expected === null ? 0 : 2, keys: 0 });
    await replaceMentions(transaction, 1, named);
  });
  const after = expected ?? text;
  expect(await db.database.query('SELECT description, metadata FROM projects WHERE id = $1', [projectId])).toMatchObject([
    { description: after, metadata: text.includes('\n') ? {} : { skill_ideas: [after], 'in a key': { deep: [1, null, after] } } },
  ]);
});

it('cuts a text that grows beyond what an update holds', async () => {
  const { profile, assignment } = factories(db.database);
  const author = await profile();
  await assignment({ profileId: author, projectId });
  const long = `Bo Li ${'x'.repeat(9_994)}`;
  await db.database.query('SELECT post_progress_update($1, $2, $3, NULL, NULL, 1)', [projectId, author, long]);
  await db.database.transaction((transaction) => replaceMentions(transaction, 1, { name: 'Bo Li', email: 'z@q' }));
  expect(await db.database.query('SELECT content FROM progress_updates WHERE user_id = $1', [author])).toEqual([
    { content: `${WHO} ${'x'.repeat(10_000 - WHO.length - 1)}` },
  ]);
});

it('counts keys, and leaves them', async () => {
  await db.database.query("INSERT INTO skills (skill_name, category) VALUES ('Pia Zeller''s method', 'x')");
  expect(await countMentions(db.database, 1, PIA)).toEqual({ mentions: 0, keys: 1 });
  await db.database.transaction((transaction) => replaceMentions(transaction, 1, PIA));
  expect(await countMentions(db.database, 1, PIA)).toEqual({ mentions: 0, keys: 1 });
});
