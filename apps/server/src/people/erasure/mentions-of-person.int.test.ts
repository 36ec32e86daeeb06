import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { propertyRuns } from '../../../test/property-runs.js';
import { factories } from '../../../test/factories.js';
import { createTestDatabase, type TestDatabase } from '../../../test/test-database.js';
import { nameFilter } from '../name-filter.js';
import { createNameRemover } from './names-in-text.js';
import { changeInTurn } from '../../platform/database/change-in-turn.js';
import { countMentions, keysWithText, replaceMentions, textsOfOthers } from './mentions-of-person.js';

let db: TestDatabase;
let projectId: number;

beforeAll(async () => {
  db = await createTestDatabase();
  const make = factories(db.database);
  projectId = await make.project({ techLeadId: await make.profile() });
});
afterAll(() => db.drop());

/** All other text columns, and how an erasure treats them. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  'api_tokens.name': 'replaced for own tokens',
  'audit_entries.database_role': 'no personal text',
  'audit_entries.details': 'names of skills and projects, not of people',
  'audit_origins.address': 'cleared',
  'audit_origins.request_id': 'no personal text',
  'audit_origins.user_agent': 'cleared',
  'audit_origins.via': 'no personal text',
  'auth_accounts.*': 'row deleted',
  'auth_sessions.*': 'row deleted',
  'idempotency_keys.caller': 'row deleted',
  'ledger_checkpoint_parts.*': 'digests of numbers',
  'ledger_checkpoints.*': 'digests of numbers',
  'ledger_clusters.*': 'digests of numbers',
  'profiles.avatar_url': 'cleared',
  'profiles.email': 'replaced',
  'profiles.language': 'cleared',
  'profiles.name': 'replaced',
  'progress_update_keys.external_id': 'counted in progress_updates, which has the same external ids',
  'saved_views.path': 'only letters, digits and slashes of an address',
  'schema_migrations.*': 'no personal text',
  'schema_repeatables.*': 'no personal text',
  'skill_former_names.name': 'names of skills, and part of no identifier',
  'sign_in_failures.address': 'row deleted',
};

it('the lists of columns cover every text column of the database', async () => {
  const columns = await db.database.query<{ name: string }>(
    `SELECT concat(c.relname, '.', a.attname) AS name
       FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND a.attnum > 0 AND NOT a.attisdropped
        AND a.atttypid::regtype::text IN ('text', 'text[]', 'jsonb', 'json', 'character varying', 'bpchar', 'citext', 'xml') ORDER BY 1`,
  );
  const known = new Set([...textsOfOthers, ...keysWithText].map(({ table, column }) => `${table}.${column}`));
  const unknown = columns.filter(({ name }) => !known.has(name) && !(name in ELSEWHERE) && !(`${name.split('.')[0]}.*` in ELSEWHERE));
  expect(unknown).toEqual([]);
  expect(columns.length).toBeGreaterThan(30);
});

it('a trigger blocks writes to each text column during an erasure', async () => {
  const guarded = await db.database.query<{ name: string }>(
    `SELECT DISTINCT concat(c.relname, '.', a.attname) AS name
       FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (t.tgattr)
      WHERE t.tgfoid = 'texts_wait_for_erasing'::regproc AND t.tgtype & 1 = 0 AND t.tgtype & 4 > 0 AND t.tgtype & 16 > 0 AND t.tgenabled = 'O'`,
  );
  const columns = textsOfOthers.map(({ table, column }) => `${table}.${column}`);
  expect(guarded.map(({ name }) => name)).toEqual(expect.arrayContaining(columns));
});

const REPLACEMENT = 'a former member';
const PIA = { name: 'Pia Zeller', email: 'pia@example.org' };

it.each([
  ['Pia Zeller, PIA ZELLER and pia\n zeller.', PIA, `${REPLACEMENT}, ${REPLACEMENT} and ${REPLACEMENT}.`],
  ['Pia Zeller’s work; Zeller, Pia; (Pia\u00a0Zeller)', PIA, `${REPLACEMENT}’s work; ${REPLACEMENT}; (${REPLACEMENT})`],
  ['<PIA@example.org>, mailto:pia@example.org. -pia@example.org', PIA, `<${REPLACEMENT}>, mailto:${REPLACEMENT}. -${REPLACEMENT}`],
  ['Olympia Zeller; Pia Zellerova; Pia; Zeller; PiaZeller', PIA, null],
  ['olympia@example.org, pia@example.org.uk, o.pia@example.org, pia@example.organic', PIA, null],
  ['Zoë Ångström ZOË ÅNGSTRÖM', { name: 'Zoë Ångström', email: 'z@q' }, `${REPLACEMENT} ${REPLACEMENT}`],
  ['Zoë Ångström'.normalize('NFD'), { name: 'Zoë Ångström', email: 'z@q' }, REPLACEMENT],
  ['Anna-Lena de la Cruz; Cruz, Anna-Lena de la', { name: 'Anna-Lena  de la Cruz', email: 'z@q' }, `${REPLACEMENT}; ${REPLACEMENT}`],
  ['Dwayne "The Rock" [J.] (Jo) met A.B', { name: 'Dwayne "The Rock" [J.] (Jo)', email: 'z@q' }, `${REPLACEMENT} met A.B`],
  [String.raw`Back \d+ slash`, { name: String.raw`Back \d+ slash`, email: 'z@q' }, REPLACEMENT],
  ['Will you? I will. Willing Will.', { name: 'Will', email: 'z@q' }, `${REPLACEMENT} you? I will. Willing ${REPLACEMENT}.`],
  ['李小龙 met 山田 太郎.', { name: '山田 太郎', email: 'z@q' }, `李小龙 met ${REPLACEMENT}.`],
])('replaceMentions replaces name and address in %j', async (text, named, expected) => {
  const put = 'UPDATE projects SET description = $2, metadata = $3 WHERE id = $1';
  await db.database.query(put, [projectId, text, JSON.stringify({ skill_ideas: [text], 'in a key': { deep: [1, null, text] } })]);
  await db.database.transaction(async (transaction) => {
    await changeInTurn(transaction);
    expect(await countMentions(transaction, 1, named)).toEqual({ mentions: expected === null ? 0 : 2, keys: 0 });
    await replaceMentions(transaction, 1, named);
  });
  const after = expected ?? text;
  expect(await db.database.query('SELECT description, metadata FROM projects WHERE id = $1', [projectId])).toMatchObject([
    { description: after, metadata: text.includes('\n') ? {} : { skill_ideas: [after], 'in a key': { deep: [1, null, after] } } },
  ]);
});

it.each(['true', 'null', '12', '"quoted"', String.raw`\1`, '$&', '%s', '.*', '(?:', 'a|b', '^$ x', '***:x y', "'; DROP TABLE profiles"])(
  'replaceMentions removes the name %s from JSON and texts, and keeps JSON keywords',
  async (name) => {
    const metadata = { skill_ideas: [name, `by ${name}, then`], flag: true, none: null, number: 12 };
    await db.database.query('UPDATE projects SET description = $2, metadata = $3 WHERE id = $1', [
      projectId,
      `of ${name} here`,
      JSON.stringify(metadata),
    ]);
    const named = { name, email: 'z@q' };
    const { mentions } = await countMentions(db.database, 1, named);
    await db.database.transaction((transaction) => replaceMentions(transaction, 1, named));
    const [row] = await db.database.query<any>('SELECT description, metadata FROM projects WHERE id = $1', [projectId]);
    const isNamed = /[a-z0-9]/i.test(name);
    expect(row.metadata).toMatchObject({ flag: true, none: null, number: 12 });
    if (isNamed)
      expect([row.description, row.metadata.skill_ideas, mentions]).toEqual([
        `of ${REPLACEMENT} here`,
        [REPLACEMENT, `by ${REPLACEMENT}, then`],
        2,
      ]);
    expect(await countMentions(db.database, 1, named)).toEqual({ mentions: 0, keys: 0 });
  },
);

it('the name filter of the database finds every text that createNameRemover changes', async () => {
  const texts = fc.constantFrom(
    'Zoë Ångström',
    "Sinéad O'Brien",
    'Hans Groß',
    'İpek Işık',
    'Γιώργος Παπαδάς',
    '山田 太郎',
    'ヤマダ タロウ',
    '김철수',
    'สมชาย ใจดี',
    'أحمد علي',
    'דוד כהן',
    'Łukasz Żółć',
    'Will',
    'J R',
    'प्रिया शर्मा',
    'Nguyễn Văn Ân',
  );
  const spellings = fc.constantFrom<(name: string) => string>(
    (name) => name,
    (name) => name.normalize('NFD'),
    (name) => name.toUpperCase(),
    (name) => name.toLowerCase(),
    (name) => name.replaceAll(/[!-~]/g, (letter) => String.fromCodePoint((letter.codePointAt(0) ?? 0) + 0xfee0)),
    (name) => [...name].join('\u200d'),
    (name) => name.replaceAll(' ', '\n\t'),
    (name) => `${name.slice(0, 2)}-\n${name.slice(2)}`,
    (name) => `@${name.replaceAll(' ', '.')}`,
    (name) => name.replaceAll("'", 'ʼ').replaceAll(' ', '\u00a0'),
    (name) => name.replace('タロウ', 'ﾀﾛｳ'),
  );
  await fc.assert(
    fc.asyncProperty(texts, spellings, fc.string({ unit: 'grapheme', maxLength: 5 }), async (name, spell, around) => {
      const named = { name, email: 'z@q' };
      const text = `${around} ${spell(name)} ${around}`.replaceAll('\0', '').toWellFormed();
      if (createNameRemover(named)(text) === undefined) return;
      const [row] = await db.database.query<{ seen: boolean }>('SELECT normalize($1, NFKD) ~ $2 AS seen', [text, nameFilter(named)]);
      expect(row?.seen, `${nameFilter(named)} in ${JSON.stringify(text)}`).toBe(true);
    }),
    { numRuns: propertyRuns(100) },
  );
});

it('replaceMentions truncates an update that becomes too long', async () => {
  const { profile, assignment } = factories(db.database);
  const author = await profile();
  await assignment({ profileId: author, projectId });
  const long = `Bo Li ${'x'.repeat(9_994)}`;
  await db.database.query('SELECT post_progress_update($1, $2, $3, NULL, NULL, 1)', [projectId, author, long]);
  await db.database.transaction((transaction) => replaceMentions(transaction, 1, { name: 'Bo Li', email: 'z@q' }));
  expect(await db.database.query('SELECT content FROM progress_updates WHERE user_id = $1', [author])).toEqual([
    { content: `${REPLACEMENT} ${'x'.repeat(10_000 - REPLACEMENT.length - 1)}` },
  ]);
});

it('countMentions counts keys, and replaceMentions does not change them', async () => {
  await db.database.query("INSERT INTO skills (skill_name, category) VALUES ('Pia Zeller''s method', 'x')");
  expect(await countMentions(db.database, 1, PIA)).toEqual({ mentions: 0, keys: 1 });
  await db.database.transaction((transaction) => replaceMentions(transaction, 1, PIA));
  expect(await countMentions(db.database, 1, PIA)).toEqual({ mentions: 0, keys: 1 });
});
