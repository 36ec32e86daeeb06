import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { propertyRuns } from '../../../test/property-runs.js';
import { readLedger } from '../../../test/factories.js';
import { createTestRepository, type TestRepository } from '../../../test/git-repository.js';
import { importGitInTest } from '../../../test/import-git.js';
import { createTestDatabase, type TestDatabase } from '../../../test/test-database.js';
import { verifyLedger } from '../../signals/verify/verify-ledger.js';

let db: TestDatabase;
let repository: TestRepository;
let project: string;
let number = 0;

beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  repository = await createTestRepository();
  project = `Project ${(number += 1)}`;
});
afterEach(() => repository.remove());

const importGit = async () => {
  const { code, answer } = await importGitInTest(db, repository.path, project, '--skills', 'Git');
  return { code, ...answer };
};
const updates = () =>
  db.database.query<{ email: string; name: string; at: string }>(
    `SELECT p.email, p.name, u.created_at AS at FROM progress_updates u JOIN profiles p ON p.id = u.user_id JOIN projects j ON j.id = u.project_id
      WHERE j.external_id = $1 ORDER BY u.created_at`,
    [`git:${project}`],
  );

it('imports commits at their exact second with any time zone', async () => {
  for (const [second, zone] of ['+51800', '-7700', '+0575', '+9999', '-0000', '+14', '+999999999'].entries())
    await repository.raw({ author: `A <a@example.org> ${1_300_000_000 + second} ${zone}` });
  expect(await importGit()).toMatchObject({ code: 0, commits: 7, updates: { imported: 7, rejected: 0 } });
  expect((await updates()).map(({ at }) => Date.parse(at) / 1000 - 1_300_000_000)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(await importGit()).toMatchObject({ code: 0, updates: { imported: 0, duplicates: 7 } });
});

it('rejects commits with an invalid time, each with its reason, and imports the others', async () => {
  const times = [
    '-1 +0000',
    '99999999999999999999999 +0000',
    '18446744073709551615 +0000',
    '7258118400 +0000',
    '4000000000 +0000',
    ' +0000',
    'soon',
  ];
  const hashes: string[] = [];
  for (const time of times) hashes.push(await repository.raw({ author: `A <a@example.org> ${time}` }));
  await repository.raw({ author: 'A <a@example.org> 1300000000 +0000' });
  for (const imported of [1, 0]) {
    const { code, updates: answer } = await importGit();
    expect(code).toBe(0);
    expect(answer).toMatchObject({ imported, rejected: times.length });
    expect(answer.errors.map(({ commit }) => commit)).toEqual(hashes);
    for (const { message } of answer.errors)
      expect(message).toMatch(/no time that git can read|outside the years 1900 to 2200|in the future/);
  }
});

it('creates different people for addresses that differ in bytes that are not UTF-8, and one person for equal bytes', async () => {
  const author = (name: string, byte: number, second: number) =>
    Buffer.concat([Buffer.from(`${name} <jos`), Buffer.from([byte]), Buffer.from(`@example.org> ${second} +0100`)]);
  await repository.raw({ author: author('Jose One', 0xe9, 1_400_000_000) });
  await repository.raw({ author: author('Jose Two', 0xe8, 1_400_000_001) });
  await repository.raw({ author: author('Jose Three', 0xe9, 1_400_000_002) });
  expect(await importGit()).toMatchObject({ code: 0, authors: 2, updates: { imported: 3 } });
  const [one, two, three] = await updates();
  expect(one?.email).not.toBe(two?.email);
  expect(three?.email).toBe(one?.email);
  expect(one?.email).toMatch(/@unknown\.invalid$/);
});

it('does not mix up commits that contain NUL bytes, huge messages or unknown encodings', async () => {
  await repository.raw({ author: 'A <a@example.org> 1300000000 +0000', message: 'One\0Two\0Three\0\0' });
  await repository.raw({ author: 'A\0B <a@example.org> 1300000001 +0000' });
  await repository.raw({ author: 'A <a@example.org> 1300000002 +0000', message: Buffer.alloc(300_000, 'x') });
  await repository.raw({
    author: 'A <a@example.org> 1300000003 +0000',
    headers: 'encoding nonsense\n',
    message: Buffer.from('\xff\xfe', 'latin1'),
  });
  expect(await importGit()).toMatchObject({ code: 0, commits: 4, authors: 1, updates: { imported: 3, rejected: 1 } });
});

it('imports random commits without failing, and finds nothing new in a second run', async () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 12 }).map((array) => Buffer.from(array)),
    fc.string({ unit: 'binary', maxLength: 12 }).map((text) => Buffer.from(text)),
    fc.constantFrom('Ada', 'ada@example.org', 'ada\u200b@example.org', '', '\x1b[31m', 'Ａda', 'a@b@c').map((text) => Buffer.from(text)),
  );
  const times = fc.oneof(
    fc.integer({ min: 0, max: 2 ** 32 }).map(String),
    fc.constantFrom('1300000000', '0', '-1', '1e9', '9'.repeat(30), ''),
  );
  const commits = fc.array(
    fc.record({ name: bytes, email: bytes, time: times, zone: fc.constantFrom('+0000', '+51800', 'x', ''), message: bytes }),
    {
      minLength: 1,
      maxLength: 8,
    },
  );
  await fc.assert(
    fc.asyncProperty(commits, async (all) => {
      await repository.remove();
      repository = await createTestRepository();
      project = `Project ${(number += 1)}`;
      await repository.raw({ author: 'First <first@example.org> 1200000000 +0000' });
      for (const { name, email, time, zone, message } of all)
        await repository.raw({
          author: Buffer.concat(
            [name, Buffer.from(' <'), email, Buffer.from(`> ${time} ${zone}`)].map((part) =>
              Buffer.from(part.filter((byte) => byte !== 10)),
            ),
          ),
          message,
        });
      const first = await importGit();
      expect(first.code).toBe(0);
      expect(first.updates.imported + first.updates.duplicates + first.updates.rejected).toBe(first.commits);
      const ledger = await readLedger(db.database);
      expect(await importGit()).toMatchObject({
        code: 0,
        directory: { profiles: { created: 0 }, assignments: { created: 0 } },
        updates: { imported: 0, duplicates: first.updates.imported + first.updates.duplicates, rejected: first.updates.rejected },
      });
      expect(await readLedger(db.database)).toEqual(ledger);
    }),
    { numRuns: propertyRuns(8) },
  );
  expect((await verifyLedger(db.database)).ok).toBe(true);
});
