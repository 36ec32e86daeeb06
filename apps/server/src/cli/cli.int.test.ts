import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { movedTime } from '../../test/moved-time.js';
import { runCommands, withSuperuser } from '../../test/superuser.js';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.js';
import { PrismaService } from '../platform/database/prisma.js';
import { runExclusively } from '../stale-skill-flagging/claim-run.js';
import { exitCodes } from './exit-codes.js';
import { runInTest } from '../../test/test-terminal.js';

let db: TestDatabase;
let folder: string;
let environment: NodeJS.ProcessEnv;

beforeAll(async () => {
  db = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'skilltrace-cli-'));
  environment = { DATABASE_URL: db.ownerUrl, SESSION_SECRET: 'x'.repeat(32) };
});
afterAll(async () => {
  await db.drop();
  await rm(folder, { recursive: true, force: true });
});

const asSuperuser = (sql: string) => withSuperuser(db.superuserUrl, (client) => runCommands(client, sql));
const DISARM = 'ALTER TABLE user_skill_signals DISABLE TRIGGER user_skill_signals_append_only';
const ARM = 'ALTER TABLE user_skill_signals ENABLE ALWAYS TRIGGER user_skill_signals_append_only';

const run = (argv: string[], options?: Parameters<typeof runInTest>[2]) => runInTest(environment, argv, options);
const file = async (name: string, content: string | Buffer) => {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
};
const count = async (table: string) => (await db.database.query<{ count: number }>(`SELECT count(*) AS count FROM ${table}`))[0]?.count;

const organization = {
  skills: [
    { name: 'TypeScript', category: 'Languages' },
    { name: 'SQL', category: 'Languages' },
  ],
  profiles: [
    { email: 'ada@example.org', name: 'Ada' },
    { email: 'lin@example.org', name: 'Lin' },
  ],
  projects: [{ externalId: 'atlas', name: 'Atlas', techLead: 'lin@example.org', skills: ['TypeScript', 'SQL'] }],
  assignments: [
    { email: 'ada@example.org', projectExternalId: 'atlas', role: 'Engineer', tags: ['SQL'], startedAt: '2024-01-01T00:00:00Z' },
  ],
};
const update = (externalId: string, changes: object = {}) =>
  JSON.stringify({
    projectExternalId: 'atlas',
    email: 'ada@example.org',
    content: `work ${externalId}`,
    externalId,
    createdAt: '2024-02-01T10:00:00Z',
    ...changes,
  });

describe('usage', () => {
  it('shows help with an example for each command', async () => {
    const root = await run(['--help']);
    expect(root).toMatchObject({ code: 0, stderr: '' });
    expect(root.stdout).toContain('Exit codes:');
    for (const command of [
      ['import', 'organization'],
      ['import', 'updates'],
      ['import', 'git'],
      ['token', 'create'],
      ['ledger', 'verify'],
      ['flag-stale-skills'],
      ['erase-person'],
    ]) {
      const help = await run([...command, '--help']);
      expect(help.code).toBe(exitCodes.fine);
      expect(help.stdout).toContain(`$ skilltrace ${command.join(' ')}`);
      expect(help.stdout).toContain('--json');
    }
  });

  it.each([
    [['nonsense']],
    [['import', 'updates']],
    [['import', 'updates', 'a', '--nonsense']],
    [['import', 'git', '.']],
    [['token', 'create', '--email', 'a@example.org']],
    [['token', 'create', '--email', 'nobody', '--name', 'x']],
    [['import', 'updates', '/does/not/exist']],
    [['import', 'updates', '/']],
  ])('rejects %j with exit code 2', async (argv) => {
    const ended = await run(argv);
    expect(ended).toMatchObject({ code: exitCodes.usage, stdout: '' });
    expect(ended.stderr).toContain('error:');
  });

  it('exits with 2 for invalid settings and with 3 for an unreachable database', async () => {
    const { SESSION_SECRET: _, ...incomplete } = environment;
    expect(await runInTest(incomplete, ['ledger', 'verify'])).toMatchObject({
      code: exitCodes.usage,
      stderr: expect.stringContaining('SESSION_SECRET'),
    });
    expect(await runInTest({ ...environment, DATABASE_URL: 'postgres://a:b@127.0.0.1:1/x' }, ['ledger', 'verify'])).toMatchObject({
      code: exitCodes.unavailable,
      stdout: '',
    });
  });
});

describe('import organization', () => {
  it('imports an organization, and changes nothing when the same file is imported again', async () => {
    const path = await file('organization.json', JSON.stringify(organization));
    const first = await run(['import', 'organization', path, '--json']);
    expect(first.code).toBe(exitCodes.fine);
    expect(JSON.parse(first.stdout)).toMatchObject({
      skills: { created: 2 },
      profiles: { created: 2 },
      projects: { created: 1 },
      assignments: { created: 1 },
      signals: 2,
      rejected: [],
    });
    const second = await run(['import', 'organization', path]);
    expect(second.code).toBe(exitCodes.fine);
    expect(second.stdout).toMatch(/profiles +0 +0 +2 +0/);
    expect(second.stdout).toContain('0 signals emitted');
  });

  it('lists the rejected entries and exits with 1', async () => {
    const ended = await run(['import', 'organization', '-', '--json'], {
      stdin: gzipSync(JSON.stringify({ assignments: [{ email: 'nobody@example.org', projectExternalId: 'atlas', role: 'Engineer' }] })),
    });
    expect(ended.code).toBe(exitCodes.problems);
    expect(JSON.parse(ended.stdout)).toMatchObject({
      assignments: { rejected: 1 },
      rejected: [{ section: 'assignments', index: 0, code: 'NOT_FOUND' }],
    });
  });

  it.each([
    ['invalid JSON', '{', /JSON/],
    ['an unknown section', '{"people":[]}', /people/],
    ['a section that is not a list', '{"skills":{}}', /wrong\.json: skills must be a list/],
  ])('rejects a file with %s with exit code 2, and says why in words', async (_name, content, words) => {
    const ended = await run(['import', 'organization', await file('wrong.json', content)]);
    expect(ended).toMatchObject({ code: exitCodes.usage, stdout: '' });
    expect(ended.stderr).toMatch(words);
    expect(ended.stderr).not.toMatch(/Invalid input|received/);
  });

  it('lists each rejected entry with its path, imports the rest and exits with 1', async () => {
    const content = JSON.stringify({ skills: [{ name: 'Imported by command', category: 'x' }, { name: 'No category' }] });
    const { code, stdout } = await run(['import', 'organization', await file('one-wrong.json', content)]);
    expect(code).toBe(exitCodes.problems);
    expect(stdout).toContain('skills.1.category: The field category is missing. (VALIDATION_FAILED)');
    expect(stdout).toMatch(/skills +1 +0 +0 +1/);
  });
});

describe('import updates', () => {
  it('reads plain files, gzipped files of any name and standard input, and imports no line twice', async () => {
    const lines = `${update('1')}\n${update('2')}\n`;
    const plain = await run(['import', 'updates', await file('a.ndjson', lines), '--json']);
    expect(plain).toMatchObject({ code: exitCodes.fine });
    expect(JSON.parse(plain.stdout)).toEqual({ imported: 2, duplicates: 0, rejected: 0, signals: 4, errors: [] });
    const zipped = await run([
      'import',
      'updates',
      await file('named-wrongly.txt', Buffer.concat([gzipSync(lines), gzipSync(`${update('3')}\n`)])),
      '--json',
    ]);
    expect(JSON.parse(zipped.stdout)).toMatchObject({ imported: 1, duplicates: 2, signals: 2 });
    const bytewise = Readable.from([...gzipSync(update('4'))].map((byte) => Buffer.from([byte])));
    expect((await run(['import', 'updates', '-'], { stdin: bytewise })).stdout).toMatch(/imported +1\n/);
    expect(JSON.parse((await run(['import', 'updates', '-', '--json'])).stdout)).toMatchObject({ imported: 0, rejected: 0 });
  });

  it('lists the rejected lines and exits with 1', async () => {
    const ended = await run(['import', 'updates', '-'], {
      stdin: `${update('5')}\nnonsense\n${update('6', { createdAt: '2020-01-01T00:00:00Z' })}\n${update('7', { createdAt: '2090-01-01T00:00:00Z' })}\n`,
    });
    expect(ended.code).toBe(exitCodes.problems);
    expect(ended.stdout).toMatch(/rejected +3/);
    for (const line of ['line 2:', 'line 3:', 'line 4:']) expect(ended.stdout).toContain(line);
  });

  it('exits with 2 and reports a read error for a damaged file', async () => {
    const ended = await run(['import', 'updates', await file('cut.gz', gzipSync(`${update('8')}\n`.repeat(3)).subarray(0, 60))]);
    expect(ended).toMatchObject({ code: exitCodes.usage, stdout: '' });
    expect(ended.stderr).toContain('cannot be read');
  });

  it('shows a progress bar on a terminal, on stderr only', async () => {
    const ended = await run(['import', 'updates', await file('b.ndjson', update('9')), '--json'], { isTTY: true });
    expect(ended.stderr).toContain('import');
    expect(JSON.parse(ended.stdout)).toMatchObject({ imported: 1 });
  });

  it('stops cleanly and closes its connections when it is interrupted while waiting for input', async () => {
    const stop = new AbortController();
    const silent = new Readable({ read() {} });
    silent.push(`${update('10')}\n`);
    setTimeout(() => stop.abort(exitCodes.terminated), 300);
    expect(await run(['import', 'updates', '-'], { stdin: silent, signal: stop.signal })).toMatchObject({
      code: exitCodes.terminated,
      stdout: '',
    });
    const left = await db.database.query(
      `SELECT FROM pg_stat_activity WHERE application_name LIKE 'skilltrace command%' AND datname = current_database()`,
    );
    expect(left).toEqual([]);
  });
});

describe('token create', () => {
  it('prints only the token to stdout, and stores only its hash', async () => {
    const ended = await run(['token', 'create', '--email', 'ADA@example.org', '--name', 'nightly']);
    expect(ended.code).toBe(exitCodes.fine);
    const token = ended.stdout.trim();
    expect(token).toMatch(/^\S{20,}$/);
    const kept = await db.database.query<{ hash: string; name: string; email: string; by: number | null }>(
      `SELECT encode(t.token_hash, 'hex') AS hash, t.name, p.email, t.created_by_id AS by FROM api_tokens t JOIN profiles p ON p.id = t.profile_id`,
    );
    expect(kept).toEqual([{ hash: createHash('sha256').update(token).digest('hex'), name: 'nightly', email: 'ada@example.org', by: null }]);
  });

  it('prints JSON with the expiry, and rejects an expiry that is in the past or not a time', async () => {
    const ended = await run([
      'token',
      'create',
      '--email',
      'ada@example.org',
      '--name',
      'audit',
      '--expires-at',
      '2090-01-01T00:00:00Z',
      '--json',
    ]);
    expect(JSON.parse(ended.stdout)).toMatchObject({
      name: 'audit',
      email: 'ada@example.org',
      expiresAt: '2090-01-01T00:00:00.000Z',
      token: expect.any(String),
    });
    expect(
      await run(['token', 'create', '--email', 'ada@example.org', '--name', 'audit', '--expires-at', '2020-01-01T00:00:00Z']),
    ).toMatchObject({ code: exitCodes.usage, stdout: '' });
    expect(await run(['token', 'create', '--email', 'ada@example.org', '--name', 'audit', '--expires-at', 'soon'])).toMatchObject({
      code: exitCodes.usage,
      stdout: '',
    });
  });

  it('exits with 1 for a person who does not exist', async () => {
    expect(await run(['token', 'create', '--email', 'nobody@example.org', '--name', 'x'])).toMatchObject({
      code: exitCodes.problems,
      stdout: '',
    });
  });
});

describe('ledger checkpoint', () => {
  beforeAll(async () => {
    await run(['import', 'organization', await file('organization-of-checkpoint.json', JSON.stringify(organization))]);
    await run(['import', 'updates', await file('updates-of-checkpoint.ndjson', update('of the checkpoint'))]);
  });
  const tamper = (sql: string) => asSuperuser(`${DISARM}; ${sql}; ${ARM}`);

  it('writes a checkpoint file that detects what a superuser changes later', async () => {
    const path = join(folder, 'checkpoint.ndjson');
    const words = await run(['ledger', 'checkpoint', '--out', path]);
    expect(words).toMatchObject({ code: exitCodes.fine });
    const root = /^Root: ([0-9a-f]{64})$/m.exec(words.stdout)?.[1] ?? '';
    expect(words.stdout).toContain(`Written to ${path}`);
    for (const against of [path, root]) {
      const verified = await run(['ledger', 'verify', '--against', against]);
      expect(verified).toMatchObject({ code: exitCodes.fine });
      expect(verified.stdout).toContain('no covered record has changed');
    }
    const person = (await db.database.query<{ id: number }>('SELECT min(user_id) AS id FROM signal_ledger'))[0]?.id;
    await tamper(`UPDATE user_skill_signals SET created_at = ${movedTime('created_at', '1 ms')} WHERE user_id = ${person}`);
    try {
      const json = await run(['ledger', 'verify', '--against', path, '--json']);
      expect(json.code).toBe(exitCodes.problems);
      expect(JSON.parse(json.stdout)).toMatchObject({ ok: false, checkpoint: { root, from: 'file', differences: [{ part: person }] } });
      expect((await run(['ledger', 'verify', '--against', path])).stdout).toMatch(
        new RegExp(`^  person ${person}: \\d+ signals in the checkpoint`, 'm'),
      );
      const next = await run(['ledger', 'checkpoint', '--out', join(folder, 'next.ndjson')]);
      expect(next).toMatchObject({ code: exitCodes.problems, stdout: '' });
      expect(next.stderr).toContain(`person ${person}: some signals in the checkpoint`);
      expect(await count('ledger_checkpoints')).toBe(1);
    } finally {
      await tamper(`UPDATE user_skill_signals SET created_at = ${movedTime('created_at', '-1 ms')} WHERE user_id = ${person}`);
    }
    expect(await run(['ledger', 'checkpoint', '--json'])).toMatchObject({ code: exitCodes.fine });
  });

  it('does not overwrite an existing file, and rejects a file that is not a checkpoint', async () => {
    const path = await file('taken.ndjson', 'something else');
    const before = await count('ledger_checkpoints');
    expect(await run(['ledger', 'checkpoint', '--out', path])).toMatchObject({ code: exitCodes.usage });
    expect(await count('ledger_checkpoints')).toBe(before);
    for (const against of [path, folder, join(folder, 'missing')])
      expect(await run(['ledger', 'verify', '--against', against])).toMatchObject({ code: exitCodes.usage, stdout: '' });
  });
});

describe('ledger verify', () => {
  let before: number | undefined;
  beforeEach(async () => {
    before = await count('signal_ledger');
  });

  it('prints how many rows it checked, changes nothing and exits with 0', async () => {
    const words = await run(['ledger', 'verify']);
    expect(words.code).toBe(exitCodes.fine);
    expect(words.stdout).toContain('No violations');
    const json = await run(['ledger', 'verify', '--json']);
    expect(JSON.parse(json.stdout)).toMatchObject({ ok: true, violations: 0, facts: { signals: before } });
    expect(await count('signal_ledger')).toBe(before);
  });

  it('exits with 1 and names the broken rule', async () => {
    const truncation = 'TRIGGER user_skill_signals_not_truncated';
    await asSuperuser(`${DISARM}; ALTER TABLE user_skill_signals DISABLE ${truncation}`);
    try {
      const words = await run(['ledger', 'verify']);
      expect(words.code).toBe(exitCodes.problems);
      expect(words.stdout).toMatch(/BROKEN +append-only/);
      expect(words.stdout).toContain(
        'append-only: DELETE of user_skill_signals; TRUNCATE of user_skill_signals; UPDATE of user_skill_signals',
      );
    } finally {
      await asSuperuser(`${ARM}; ALTER TABLE user_skill_signals ENABLE ALWAYS ${truncation}`);
    }
  });
});

describe('flag-stale-skills', () => {
  const figures = { ran: true, employeesProcessed: 1, coreStackSkills: 1, staleSkills: 1, excludedInactive: 0 };
  const suggestions = () => count("suggestions WHERE source = 'SYSTEM_FLAG'");

  beforeEach(async () => {
    await db.database.query('DELETE FROM employee_skills');
    await db.database.query(
      `INSERT INTO employee_skills (profile_id, skill_id, proficiency_level, last_validated_at)
       SELECT p.id, s.id, 'ADVANCED', now() - interval '9000 hours' FROM profiles p, skills s WHERE p.email = 'ada@example.org' AND s.skill_name = 'SQL'`,
    );
  });

  it('explains in its help the midnight run of the server and how to use an external scheduler', async () => {
    const help = await run(['flag-stale-skills', '--help']);
    expect(help.stdout).toMatch(/every day at 00:00/);
    expect(help.stdout).toContain('30 0 * * *');
  });

  it('counts in a dry run without writing, flags in the next run, and skips the pending suggestion after that', async () => {
    const dry = await run(['flag-stale-skills', '--dry-run', '--json']);
    expect(dry.code).toBe(exitCodes.fine);
    expect(JSON.parse(dry.stdout)).toMatchObject({ ...figures, dryRun: true, suggestionsCreated: 1, skippedPending: 0 });
    expect((await run(['flag-stale-skills', '--dry-run'])).stdout).toMatch(/1 suggestion would be created[\s\S]+nothing was written/);
    expect(await suggestions()).toBe(0);
    const words = await run(['flag-stale-skills']);
    expect(words).toMatchObject({ code: exitCodes.fine, stderr: '' });
    expect(words.stdout).toMatch(/^1 employee with active assignments was processed\.\n1 Core Stack skill identified/);
    expect(words.stdout).toContain('1 suggestion created');
    const again = await run(['flag-stale-skills', '--json']);
    expect(JSON.parse(again.stdout)).toMatchObject({ ...figures, dryRun: false, suggestionsCreated: 0, skippedPending: 1 });
    expect(await suggestions()).toBe(1);
  });

  it('shows a progress bar on a terminal, on stderr only', async () => {
    const ended = await run(['flag-stale-skills', '--json'], { isTTY: true });
    expect(ended.stderr).toContain('employees');
    expect(JSON.parse(ended.stdout)).toMatchObject({ ran: true });
  });

  it('reports that another run is in progress, and exits with 0', async () => {
    const outcomes = await runExclusively(new PrismaService(db.database), async () => [
      await run(['flag-stale-skills']),
      await run(['flag-stale-skills', '--json']),
    ]);
    expect(outcomes?.map(({ code }) => code)).toEqual([exitCodes.fine, exitCodes.fine]);
    expect(outcomes?.[0]?.stdout).toContain('Another run is in progress');
    expect(JSON.parse(outcomes?.[1]?.stdout ?? '')).toEqual({ ran: false });
  });

  it('exits cleanly when it is interrupted', async () => {
    const signal = AbortSignal.abort(exitCodes.interrupted);
    expect(await run(['flag-stale-skills'], { signal })).toMatchObject({ code: exitCodes.interrupted, stdout: '' });
  });
});

describe('erase-person', () => {
  const dora = async () => {
    await db.database.query("INSERT INTO profiles (email, name) VALUES ('dora@example.org', 'Dora Lind') ON CONFLICT DO NOTHING");
    return (await db.database.query<{ id: number }>("SELECT id FROM profiles WHERE email = 'dora@example.org'"))[0]?.id ?? 0;
  };
  const named = () => db.database.query("SELECT name FROM profiles WHERE email = 'dora@example.org'");

  it('shows what it will erase, and erases the person only when the address is typed', async () => {
    const id = await dora();
    const preview = await run(['erase-person', 'Dora@Example.org', '--dry-run', '--json']);
    expect(JSON.parse(preview.stdout)).toMatchObject({ profileId: id, name: 'Dora Lind', erasedAt: null, refusal: null });
    expect((await run(['erase-person', String(id), '--dry-run'])).stdout).toContain('Dora Lind <dora@example.org>');
    for (const stdin of ['', 'dora\n', 'yes\n']) {
      const refused = await run(['erase-person', String(id)], { stdin });
      expect(refused).toMatchObject({ code: exitCodes.usage, stdout: '' });
      expect(refused.stderr).toContain('Nothing was done');
    }
    expect(await named()).toHaveLength(1);
    expect(await run(['erase-person', 'dora@example.org'], { stdin: 'DORA@example.org\n' })).toMatchObject({
      code: exitCodes.fine,
      stdout: `Person ${id} was erased and is now a former member.\n`,
    });
    expect(await named()).toEqual([]);
    const again = await run(['erase-person', String(id), '--json']);
    expect(JSON.parse(again.stdout)).toEqual({ profileId: id, erasedAt: expect.any(String) });
    expect(again.code).toBe(exitCodes.fine);
  });

  it('rejects the erased person in later imports, which still exit with 0', async () => {
    await db.database.query("INSERT INTO profiles (email, name) VALUES ('gone@example.org', 'Gone Away')");
    await run(['erase-person', 'gone@example.org', '--yes']);
    const synced = await run(['import', 'organization', '-', '--json'], {
      stdin: JSON.stringify({ profiles: [{ email: 'gone@example.org', name: 'Gone Away' }] }),
    });
    expect(JSON.parse(synced.stdout).rejected).toMatchObject([{ code: 'PERSON_ERASED' }]);
    const [project] = await db.database.query<{ id: number }>('SELECT id FROM projects LIMIT 1');
    const line = { projectId: project?.id, email: 'gone@example.org', content: 'Work', createdAt: '2024-01-01T00:00:00Z' };
    const updates = await run(['import', 'updates', '-', '--json'], { stdin: `${JSON.stringify(line)}\n` });
    expect(JSON.parse(updates.stdout).errors).toMatchObject([{ code: 'ERASED' }]);
    expect([synced.code, updates.code]).toEqual([exitCodes.fine, exitCodes.fine]);
  });

  it('erases without a prompt with --yes, and fails for an unknown person', async () => {
    const id = await dora();
    expect(await run(['erase-person', String(id), '--yes', '--json'])).toMatchObject({ code: exitCodes.fine, stderr: '' });
    expect((await run(['erase-person', 'dora@example.org', '--yes'])).code).toBe(exitCodes.problems);
    expect((await run(['erase-person', '999999', '--yes'])).code).toBe(exitCodes.problems);
    expect((await run(['erase-person', 'dora', '--yes'])).code).toBe(exitCodes.usage);
  });
});
