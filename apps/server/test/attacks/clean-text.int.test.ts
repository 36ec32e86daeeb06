import { rm } from 'node:fs/promises';
import fc from 'fast-check';
import { foldName, matchOf } from '@skilltrace/domain/text/fold';
import { cleanName, nameProblem } from '@skilltrace/domain/text/name';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { propertyRuns } from '../property-runs.js';
import { hostileNames, legitimateAddresses, legitimateNames } from '../../../../packages/domain/test/corpus.js';
import { migrate } from '../../src/platform/database/schema/migrate.js';
import { folderOfVersion } from '../earlier-version.js';
import { factories } from '../factories.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';

// These characters are invisible in some places and correct spelling in others. The database does not check them; the full
// rule in TypeScript does.
const LEFT_TO_THE_FULL_RULE = new RegExp(
  [
    String.raw`[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200c\u200d\u3164\ufe00-\ufe0f\uffa0]`,
    String.raw`[\u{1bca0}-\u{1bca3}\u{1d159}\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}\p{Noncharacter_Code_Point}\0]`,
    String.raw`^[\p{M}\s]+$`,
  ].join('|'),
  'u',
);

let db: TestDatabase;
let owner: pg.Client;

beforeAll(async () => {
  db = await createTestDatabase();
  owner = new pg.Client({ connectionString: db.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await db.drop();
});

const ofSql = async <Value>(expression: string, values: readonly unknown[]) =>
  (await owner.query<{ value: Value }>(`SELECT ${expression} AS value`, [...values])).rows[0]?.value;

describe('text rules in the database', () => {
  it('accept every name that the full rule accepts, and reject the hostile names that they can detect', async () => {
    for (const text of [...legitimateNames, ...legitimateAddresses])
      expect([text, await ofSql('is_clean_line($1)', [text])]).toEqual([text, true]);
    for (const text of hostileNames.filter((name) => name.isWellFormed() && !LEFT_TO_THE_FULL_RULE.test(name)))
      expect([text, await ofSql('is_clean_line($1)', [text])]).toEqual([text, false]);
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), async (text) => {
        const name = cleanName(text);
        if (nameProblem(name) === undefined) expect([name, await ofSql('is_clean_line($1)', [name])]).toEqual([name, true]);
      }),
      { numRuns: propertyRuns(100) },
    );
  });

  it('fold and match names in the same way as the web app', async () => {
    const letter = fc.oneof(
      fc.constantFrom(...'łŁøØđĐðÐßẞæÆœŒþÞħĦıİŧŦŋŊſςΣσ’ʼʻéÉÅåñÑ -./(ĄżŹşȘ', 'e\u0301', 'ִמ', 'مُ'),
      fc.integer({ min: 0x20, max: 0x24f }).map((code) => String.fromCodePoint(code)),
      fc.integer({ min: 0x370, max: 0x5ff }).map((code) => String.fromCodePoint(code)),
    );
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: letter }), fc.string({ unit: letter, maxLength: 2 }), async (name, search) => {
        expect([name, await ofSql('in_register($1)', [name])]).toEqual([name, foldName(name)]);
        // The SQL function is called only for names that contain the search text.
        const match = matchOf(name, search);
        if (match < 4) expect([name, search, await ofSql('match_of($1, $2)', [name, search])]).toEqual([name, search, match]);
      }),
      { numRuns: propertyRuns(100) },
    );
  });
});

describe('a text with forbidden characters', () => {
  const hostile = ['Cafe\u0301', 'two\nlines', '\u200b', 'Ada \u202eecalevoL', ' Ada', '\u0007'];

  it.each([
    ['profiles', 'name'],
    ['profiles', 'title'],
    ['profiles', 'external_id'],
    ['skills', 'skill_name'],
    ['skills', 'category'],
    ['projects', 'name'],
    ['projects', 'external_id'],
    ['assignments', 'role'],
    ['assignments', 'tags'],
    ['progress_updates', 'external_id'],
  ])('is rejected in %s.%s, even for the owner', async (table, column) => {
    const make = factories(db.database);
    const profileId = await make.profile();
    await make.assignment({ profileId, projectId: await make.project({ techLeadId: profileId, skillIds: [await make.skill()] }) });
    await owner.query(
      `INSERT INTO progress_updates (project_id, user_id, content) SELECT project_id, profile_id, 'x' FROM assignments WHERE profile_id = $1`,
      [profileId],
    );
    for (const text of hostile) {
      const value = column === 'tags' ? ['fine', text] : text;
      await expect(owner.query(`UPDATE ${table} SET ${column} = $1`, [value])).rejects.toMatchObject({ code: 'SK422' });
      await expect(
        owner.query(
          `INSERT INTO ${table} OVERRIDING SYSTEM VALUE
           SELECT (jsonb_populate_record(t, jsonb_build_object('id', 1000000, $2::text, $1::jsonb))).* FROM ${table} t LIMIT 1`,
          [JSON.stringify(value), column],
        ),
      ).rejects.toMatchObject({ code: 'SK422' });
    }
  });
});

describe('migration of a database without these rules', () => {
  it('normalizes the texts, and reports rows that would become duplicates without changing them', async () => {
    const folder = await folderOfVersion('0030');
    const old = await createTestDatabase('template0');
    const client = new pg.Client({ connectionString: old.ownerUrl });
    await client.connect();
    try {
      await migrate(old.ownerUrl, () => {}, folder);
      await client.query(`
        INSERT INTO profiles (email, name, title) VALUES
          ('lead@example.org', E'Zoe\\u0308', E' Lead\\n'), (E'ada\\u200b@example.org', E'\\u200b', NULL), ('ada@example.org', 'Ada', NULL);
        INSERT INTO skills (skill_name, category) VALUES ('Café', 'Food'), (E'Cafe\\u0301', E'Fo\\u0007od'), (E'The\\u0301', 'Food');
        INSERT INTO projects (name, tech_lead_id, external_id) VALUES (E'Alpha\\u2028Beta', 1, E'a\\u0301');
        INSERT INTO assignments (profile_id, project_id, role, tags) VALUES (1, 1, E'Dev\\t', ARRAY['x', E'Cafe\\u0301', 'Café', E'The\\u0301']);
        INSERT INTO progress_updates (project_id, user_id, content, external_id) VALUES (1, 1, E'Cafe\\u0301', E'u\\u0308');`);
      const log: string[] = [];
      await migrate(old.ownerUrl, (message) => log.push(message));

      const rows = async (value: string, table: string) =>
        (await client.query<{ value: string }>(`SELECT ${value} AS value FROM ${table} ORDER BY id`)).rows.map((row) => row.value);
      expect(await rows(`concat_ws('|', name, title, email)`, 'profiles')).toEqual([
        'Zoë|Lead|lead@example.org',
        '(2)|ada\u200b@example.org',
        'Ada|ada@example.org',
      ]);
      expect(await rows(`concat_ws('|', skill_name, category)`, 'skills')).toEqual(['Café|Food', 'Cafe\u0301|Fo od', 'Thé|Food']);
      expect(await rows(`concat_ws('|', name, external_id)`, 'projects')).toEqual(['Alpha Beta|á']);
      expect(await rows(`concat_ws('|', role, tags::text)`, 'assignments')).toEqual(['Dev|{x,Café,Thé}']);
      // The content of an update is not normalized.
      expect(await rows(`concat_ws('|', content, external_id)`, 'progress_updates')).toEqual(['Cafe\u0301|ü']);
      expect(log.join('\n')).toMatch(/did not normalize email in profiles, .*: id 2$/m);
      expect(log.join('\n')).toMatch(/did not normalize skill_name in skills, .*: id 2$/m);
      expect(log.join('\n')).toMatch(/normalized name of 2 row\(s\) in profiles/);
    } finally {
      await client.end();
      await old.drop();
      await rm(folder, { recursive: true });
    }
  });
});
