import type { DirectoryProfile } from '@skilltrace/contract';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { propertyRuns } from '../../test/property-runs.js';
import { readLedger } from '../../test/factories.js';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.js';
import { syncDirectory } from './sync-directory.js';

let db: TestDatabase;
let n = 0;

beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

const sync = (profiles: unknown[], more: object = {}) => syncDirectory(db.database, { profiles, ...more });
const counts = (created: number, updated: number, unchanged = 0, rejected = 0) => ({ created, updated, unchanged, rejected });
/** Unique addresses and external ids for one test. */
const names = () => {
  n += 1;
  return { at: (name: string) => `${name}.${n}@example.org`, hr: (name: string) => `hr-${name}-${n}` };
};
/** The people with these addresses: name, address and external id, ordered by creation. */
const people = async (at: (name: string) => string) => {
  const rows = await db.database.query<{ id: number; email: string; name: string; externalId: string | null }>(
    'SELECT id, email, name, external_id AS "externalId" FROM profiles WHERE email LIKE $1 ORDER BY id',
    [at('%')],
  );
  return rows.map(({ email, name, externalId }) => [name, email.split('.')[0], externalId?.split('-')[1] ?? null]);
};

describe('externalId', () => {
  test('identifies a person whose address and name change', async () => {
    const { at, hr } = names();
    await sync([{ email: at('maria.old'), name: 'Maria', externalId: hr('m') }]);
    const married = { email: at('maria.new'), name: 'Maria Moser', externalId: hr('m') };
    expect((await sync([married])).profiles).toEqual(counts(0, 1));
    expect((await sync([married])).profiles).toEqual(counts(0, 0, 1));
    expect(await people(at)).toEqual([['Maria Moser', 'maria', 'm']]);
  });

  test.each([2, 3, 5])('lets %i people exchange addresses in a circle', async (size) => {
    const { at, hr } = names();
    const members = Array.from({ length: size }, (_, place) => place);
    const entry = (member: number, place: number) => ({ email: at(`a${place}`), name: `P${member}`, externalId: hr(`${member}`) });
    await sync(members.map((member) => entry(member, member)));
    const turned = members.map((member) => entry(member, (member + 1) % size)).toReversed();
    expect(await sync(turned)).toMatchObject({ profiles: counts(0, size), rejected: [] });
    expect(await people(at)).toEqual(members.map((member) => [`P${member}`, `a${(member + 1) % size}`, `${member}`]));
    expect((await sync(turned)).profiles).toEqual(counts(0, 0, size));
  });

  test('lets a new person take over a freed address, with or without an externalId', async () => {
    for (const externalId of ['new', undefined]) {
      const { at, hr } = names();
      await sync([{ email: at('a'), name: 'Ann', externalId: hr('ann') }]);
      const file = [
        { email: at('a'), name: 'Ben', ...(externalId && { externalId: hr(externalId) }) },
        { email: at('b'), name: 'Ann', externalId: hr('ann') },
      ];
      expect((await sync(file)).profiles).toEqual(counts(1, 1));
      expect(await people(at)).toEqual([
        ['Ann', 'b', 'ann'],
        ['Ben', 'a', externalId ?? null],
      ]);
      expect((await sync(file)).profiles).toEqual(counts(0, 0, 2));
    }
  });

  test('rejects an entry whose address belongs to a person with another externalId', async () => {
    const { at, hr } = names();
    const [skill, project] = [`Skill ${n}`, `project-${n}`];
    const john = { email: at('j.smith'), name: 'John', externalId: hr('john') };
    await sync([john, { email: at('lead'), name: 'Lead' }], {
      skills: [{ name: skill, category: 'x' }],
      projects: [{ externalId: project, name: 'x', techLead: at('lead'), skills: [skill] }],
    });
    await db.database.query('UPDATE profiles SET deactivated_at = now() WHERE email = $1', [john.email]);
    const before = [await people(at), await readLedger(db.database)];
    const report = await sync([{ email: at('j.smith'), name: 'Jane', externalId: hr('jane') }], {
      assignments: [
        { email: at('j.smith'), projectExternalId: project, role: 'x', startedAt: '2024-01-01T00:00:00Z', endedAt: '2024-02-01T00:00:00Z' },
      ],
    });
    expect(report.rejected).toEqual([
      {
        section: 'profiles',
        index: 0,
        path: 'profiles.0.email',
        code: 'CONFLICT',
        message: `The address ${at('j.smith')} belongs to the person with the externalId ${hr('john')}, and this entry has the externalId ${hr('jane')}.`,
        reason: 'address_of_owner_not',
        params: { email: at('j.smith'), owner: hr('john'), externalId: hr('jane') },
      },
      {
        section: 'assignments',
        index: 0,
        path: 'assignments.0.email',
        code: 'DEPENDS_ON_REJECTED',
        message: 'This entry refers to profiles.0, which was rejected.',
        reason: 'refers_to_rejected',
        params: { entry: 'profiles.0' },
      },
    ]);
    expect([await people(at), await readLedger(db.database)]).toEqual(before);
  });

  test('does not give a person the address of someone who keeps it', async () => {
    const { at, hr } = names();
    await sync([
      { email: at('a'), name: 'Ann', externalId: hr('ann') },
      { email: at('b'), name: 'Ben', externalId: hr('ben') },
      { email: at('c'), name: 'Cyd' },
    ]);
    const wants = (address: string) => ({ email: at(address), name: 'Ann', externalId: hr('ann') });
    for (const file of [
      [wants('b')],
      [wants('b'), { email: at('b'), name: 'Ben' }],
      [wants('c')],
      [wants('c'), { email: at('c'), name: 'Cyd' }],
    ])
      expect((await sync(file)).profiles.rejected).toBeGreaterThan(0);
    expect(await people(at)).toEqual([
      ['Ann', 'a', 'ann'],
      ['Ben', 'b', 'ben'],
      ['Cyd', 'c', null],
    ]);
  });

  test('rejects all moves that depend on a rejected move', async () => {
    const { at, hr } = names();
    await sync(['a', 'b', 'c'].map((name) => ({ email: at(name), name, externalId: hr(name) })));
    const report = await sync([
      { email: at('b'), name: 'a', externalId: hr('a') },
      { email: at('c'), name: 'b', externalId: hr('b') },
      { email: at('a'), name: 'new', externalId: hr('new') },
    ]);
    expect(report.profiles).toEqual(counts(0, 0, 0, 3));
    expect(await people(at)).toEqual(['a', 'b', 'c'].map((name) => [name, name, name]));
  });
});

describe('an entry without externalId', () => {
  test('matches the person with its address, and the first entry with an externalId adds it to the person', async () => {
    const { at, hr } = names();
    await sync([{ email: at('a'), name: 'Ann' }]);
    expect((await sync([{ email: at('a'), name: 'Ann', externalId: hr('ann') }])).profiles).toEqual(counts(0, 1));
    expect((await sync([{ email: at('a').toUpperCase(), name: 'Ann' }])).profiles).toEqual(counts(0, 0, 1));
    expect((await sync([{ email: at('b'), name: 'Ann', externalId: hr('ann') }])).profiles).toEqual(counts(0, 1));
    expect(await people(at)).toEqual([['Ann', 'b', 'ann']]);
  });
});

describe('contradictory entries', () => {
  test.each<[string, (at: (name: string) => string, hr: (name: string) => string) => object[]]>([
    [
      'one externalId with two addresses',
      (at, hr) => [
        { email: at('a'), name: 'A', externalId: hr('x') },
        { email: at('b'), name: 'A', externalId: hr('x') },
      ],
    ],
    [
      'one address with two externalIds',
      (at, hr) => [
        { email: at('a'), name: 'A', externalId: hr('x') },
        { email: at('a'), name: 'A', externalId: hr('y') },
      ],
    ],
    [
      'one address with and without externalId',
      (at, hr) => [
        { email: at('a'), name: 'A', externalId: hr('x') },
        { email: at('a'), name: 'A' },
      ],
    ],
    [
      'one address in two spellings with two names',
      (at) => [
        { email: at('a'), name: 'A' },
        { email: at('A'), name: 'B' },
      ],
    ],
  ])('(%s) are all rejected in any order', async (_name, entriesOf) => {
    const { at, hr } = names();
    const entries = entriesOf(at, hr);
    const rest = { email: at('rest'), name: 'Rest' };
    for (const order of [entries, entries.toReversed()]) expect((await sync([...order, rest])).profiles.rejected).toBe(2);
    expect(await people(at)).toEqual([['Rest', 'rest', null]]);
  });
});

test('resolves references by address after importing the profiles of the file', async () => {
  const { at, hr } = names();
  const [skill, project] = [`Skill ${n}`, `project-${n}`];
  await sync([
    { email: at('a'), name: 'Ann', externalId: hr('ann') },
    { email: at('b'), name: 'Ben', externalId: hr('ben') },
  ]);
  const report = await sync(
    [
      { email: at('b'), name: 'Ann', externalId: hr('ann') },
      { email: at('a'), name: 'Ben', externalId: hr('ben') },
    ],
    {
      skills: [{ name: skill, category: 'x' }],
      projects: [{ externalId: project, name: 'x', techLead: at('a'), skills: [skill] }],
      assignments: [{ email: at('b'), projectExternalId: project, role: 'x', startedAt: '2024-01-01T00:00:00Z' }],
      employeeSkills: [
        { email: at('b'), skill, proficiencyLevel: 'EXPERT', lastValidatedAt: '2024-01-01T00:00:00Z', lastValidatedByEmail: at('a') },
      ],
    },
  );
  expect(report.rejected).toEqual([]);
  expect(
    await db.database.query(
      `SELECT lead.name AS lead, member.name AS member, validated.name AS validated, validator.name AS validator
         FROM projects p JOIN profiles lead ON lead.id = p.tech_lead_id
         JOIN assignments a ON a.project_id = p.id JOIN profiles member ON member.id = a.profile_id
         JOIN employee_skills e ON e.skill_id = (SELECT id FROM skills WHERE skill_name = $2)
         JOIN profiles validated ON validated.id = e.profile_id JOIN profiles validator ON validator.id = e.imported_validator_id
        WHERE p.external_id = $1`,
      [project, skill],
    ),
  ).toEqual([{ lead: 'Ben', member: 'Ann', validated: 'Ann', validator: 'Ben' }]);
});

test('resets email verification when an address moves to another person', async () => {
  const { at, hr } = names();
  const entry = (name: string, address: string) => ({ email: at(address), name, externalId: hr(name) });
  await sync([entry('a', 'a'), entry('b', 'b')]);
  await db.database.query('UPDATE profiles SET email_verified = true WHERE email LIKE $1', [at('%')]);
  await sync([entry('a', 'b'), entry('b', 'a')]);
  expect(await db.database.query('SELECT email_verified AS verified FROM profiles WHERE email LIKE $1', [at('%')])).toEqual([
    { verified: false },
    { verified: false },
  ]);
});

test('keeps at least one active admin, in any order of the entries', async () => {
  const admins = ['one', 'two'].map((name) => ({ email: `${name}.admin@example.org`, name, isAdmin: true }));
  await sync(admins);
  const demoted = admins.map((admin) => ({ ...admin, isAdmin: false }));
  for (const file of [demoted, demoted.toReversed()]) expect((await sync(file)).profiles).toEqual(counts(0, 0, 0, 2));
  const successor = { email: 'successor@example.org', name: 'S', isAdmin: true };
  expect((await sync([...demoted, successor])).profiles).toEqual(counts(1, 2));
});

test('keeps the last admin who can sign in and imports the rest of the file', async () => {
  const admin = (email: string) => ({ email, name: 'A', isAdmin: true });
  const [keeper, other] = [admin('keeper.admin@example.org'), admin('other.admin@example.org')];
  await sync([keeper, other]);
  await db.database.query(
    `INSERT INTO auth_accounts (profile_id, provider_id, account_id, password) SELECT id, 'credential', id::text, 'x' FROM profiles WHERE email = $1`,
    [keeper.email],
  );
  const demoted = { ...keeper, isAdmin: false };
  const report = await sync([demoted, { email: 'beside@example.org', name: 'B' }]);
  expect(report).toMatchObject({ profiles: counts(1, 0, 0, 1), rejected: [{ index: 0 }] });
  await db.database.query(
    `INSERT INTO auth_accounts (profile_id, provider_id, account_id, password) SELECT id, 'credential', id::text, 'x' FROM profiles WHERE email = $1`,
    [other.email],
  );
  expect((await sync([demoted])).profiles).toEqual(counts(0, 1));
});

test('imports any exchange of free addresses as a whole, and repeating it changes nothing', async () => {
  const size = 6;
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray([...Array(size * 2).keys()], { minLength: size, maxLength: size }),
      fc.shuffledSubarray([...Array(size * 2).keys()], { minLength: size, maxLength: size }),
      fc.shuffledSubarray([...Array(size).keys()], { minLength: size, maxLength: size }),
      fc.array(fc.nat({ max: size - 1 })),
      async (before, after, order, copies) => {
        const { at, hr } = names();
        const entry = (addresses: number[], person: number): DirectoryProfile => ({
          email: at(`a${addresses[person]}`),
          name: `P${person}`,
          externalId: hr(`${person}`),
        });
        await sync(before.map((_, person) => entry(before, person)));
        const file = [...order, ...copies].map((person) => entry(after, person));
        expect((await sync(file)).rejected).toEqual([]);
        expect(await people(at)).toEqual(after.map((address, person) => [`P${person}`, `a${address}`, `${person}`]));
        expect((await sync(file)).profiles).toEqual(counts(0, 0, file.length));
      },
    ),
    { numRuns: propertyRuns(8) },
  );
});

test('never moves an externalId to another person, and the order of the entries does not matter', async () => {
  const field = fc.nat({ max: 3 });
  const entry = fc.record({ email: field, name: fc.nat({ max: 1 }), externalId: fc.option(field, { nil: undefined }) });
  await fc.assert(
    fc.asyncProperty(fc.array(entry, { maxLength: 5 }), fc.array(entry, { minLength: 1, maxLength: 6 }), async (first, second) => {
      const results: unknown[] = [];
      for (const turn of [(list: object[]) => list, (list: object[]) => list.toReversed()]) {
        const { at, hr } = names();
        const toFile = (list: typeof first) =>
          turn(
            list.map((one) => ({
              email: at(`a${one.email}`),
              name: `N${one.name}`,
              ...(one.externalId !== undefined && { externalId: hr(`${one.externalId}`) }),
            })),
          );
        await sync(toFile(first));
        const known = await db.database.query<{ id: number; externalId: string }>(
          'SELECT id, external_id AS "externalId" FROM profiles WHERE email LIKE $1 AND external_id IS NOT NULL',
          [at('%')],
        );
        await sync(toFile(second));
        for (const { id, externalId } of known)
          expect(await db.database.query('SELECT id FROM profiles WHERE external_id = $1', [externalId])).toEqual([{ id }]);
        const again = await people(at);
        await sync(toFile(second));
        expect(await people(at)).toEqual(again);
        results.push(again.map((person) => JSON.stringify(person)).toSorted());
      }
      expect(results[0]).toEqual(results[1]);
    }),
    { numRuns: propertyRuns(8) },
  );
});
