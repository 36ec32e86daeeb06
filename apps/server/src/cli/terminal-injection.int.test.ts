import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { propertyRuns } from '../../test/property-runs.js';
import { createTestRepository } from '../../test/git-repository.js';
import { harmfulCharacters } from '../../test/harmful-characters.js';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.js';
import { runInTest } from '../../test/test-terminal.js';

let db: TestDatabase;
let owner: pg.Client;
let folder: string;

beforeAll(async () => {
  db = await createTestDatabase();
  owner = new pg.Client({ connectionString: db.superuserUrl });
  await owner.connect();
  // Rows written before the rules about text existed may contain any characters.
  await owner.query(
    'ALTER TABLE profiles DISABLE TRIGGER profiles_clean_insert; ALTER TABLE projects DISABLE TRIGGER projects_clean_insert; ALTER TABLE skills DISABLE TRIGGER skills_clean_insert',
  );
  folder = await mkdtemp(join(tmpdir(), 'skilltrace-terminal-'));
});
afterAll(async () => {
  await owner.end();
  await db.drop();
  await rm(folder, { recursive: true, force: true });
});

const run = (...argv: string[]) => runInTest({ DATABASE_URL: db.ownerUrl, SESSION_SECRET: 'x'.repeat(32) }, argv);
const file = async (content: string) => {
  const path = join(folder, 'input');
  await writeFile(path, content);
  return path;
};

/** Runs every command with `text` in each place where external text is printed. */
async function everyCommand(text: string): Promise<{ stdout: string; stderr: string }[]> {
  const email = `a${Date.now()}${Math.random()}@example.org`;
  // An earlier version may have stored such text.
  await owner.query('INSERT INTO profiles (email, name) VALUES ($1, $2)', [email, text]);
  await owner.query(`INSERT INTO projects (name, external_id, tech_lead_id) SELECT $2, $3, id FROM profiles WHERE email = $1`, [
    email,
    text,
    `p-${email}`,
  ]);
  const line = JSON.stringify({
    projectExternalId: `p-${email}`,
    email,
    content: text,
    externalId: text,
    createdAt: '2020-01-01T00:00:00Z',
    [text]: text,
  });
  const repository = await createTestRepository();
  try {
    const bytes = Buffer.from(text.replaceAll(/[\n\0]/g, ''));
    await repository.raw({ author: Buffer.concat([bytes, Buffer.from(` <${email}> 1400000000 +0000`)]), message: bytes });
    await repository.raw({ author: Buffer.concat([Buffer.from('B <'), bytes, Buffer.from('> soon')]), message: bytes });
    return [
      await run('erase-person', email, '--dry-run'),
      await run('erase-person', email, '--dry-run', '--json'),
      await run('erase-person', email),
      await run('erase-person', `${text}@example.org`),
      await run('token', 'create', '--email', email, '--name', `x${text}`),
      await run('token', 'create', '--email', text, '--name', 'x'),
      await run('import', 'organization', await file(JSON.stringify({ skills: [{ name: text, category: text }], [text]: text }))),
      await run('import', 'organization', await file(JSON.stringify({ assignments: [{ email, projectExternalId: text, role: text }] }))),
      await run('import', 'organization', await file(`{"skills": ${text}`)),
      await run('import', 'updates', await file(line)),
      await run('import', 'updates', join(folder, text.replaceAll('\0', ''))),
      await run('import', 'git', repository.path, '--project', `P${email}`),
      await run('import', 'git', repository.path, '--project', `P${text}`, '--branch', text.replaceAll('\0', '')),
      await run('import', 'git', join(folder, text.replaceAll('\0', '')), '--project', 'P'),
      await run('ledger', 'verify'),
      await run('ledger', 'verify', '--against', text.replaceAll('\0', '')),
      await run('ledger', 'checkpoint', '--out', join(folder, `missing${text.replaceAll('\0', '')}`, 'file')),
      await run('export-audit-log', '--action', text),
      await run('export-audit-log', '--subject-type', 'profile'),
      await run(text),
      await run('import', `--${text}`),
    ];
  } finally {
    await repository.remove();
  }
}

it('prints no character that a terminal interprets, for any external text', async () => {
  const hostile = fc
    .array(fc.constantFrom('\x1b[31m', '\x1b]0;x\x07', '\x9b2J', '\u202e', '\u2028', '\r', '\b', '\t', '\x7f', 'Ada', 'é'), {
      minLength: 1,
      maxLength: 4,
    })
    .map((parts) => parts.join(''));
  await fc.assert(
    fc.asyncProperty(hostile, async (text) => {
      for (const { stdout, stderr } of await everyCommand(text)) expect(harmfulCharacters(stdout + stderr)).toEqual([]);
    }),
    { numRuns: propertyRuns(2), examples: [['Esc \x1b[31mRed\x9b2J\u202e'], ['\x1b]0;x\x07\u2028\r\b\t\x7f\u00e9']] },
  );
});

it('prints the control sequences in a name as escapes', async () => {
  await owner.query(`INSERT INTO profiles (email, name) VALUES ('esc@example.org', $1)`, ['Esc \x1b[31mRed\nnew line']);
  expect((await run('erase-person', 'esc@example.org', '--dry-run')).stdout).toContain(
    'Esc \\u001b[31mRed\\u000anew line <esc@example.org>:',
  );
});

it('exports the audit log with escapes that decode to the original text', async () => {
  await owner.query(`UPDATE profiles SET name = 'x' WHERE email = 'esc@example.org'`);
  await owner.query(`INSERT INTO skills (skill_name, category) VALUES ($1, 'Test')`, ['Evil \x9b2J\u202e']);
  const { stdout } = await run('export-audit-log', '--action', 'skill.created');
  expect(harmfulCharacters(stdout)).toEqual([]);
  expect(
    stdout
      .trim()
      .split('\n')
      .map((line) => JSON.stringify(JSON.parse(line)))
      .join(''),
  ).toContain('Evil \x9b2J\u202e');
});

it('escapes the line breaks in a field name so that it cannot forge a line of the output', async () => {
  const { stdout, stderr } = await run('import', 'organization', await file(JSON.stringify({ 'x\nskilltrace: everything is fine': 1 })));
  expect(`${stdout}\n${stderr}`).not.toMatch(/^skilltrace: everything/m);
});
