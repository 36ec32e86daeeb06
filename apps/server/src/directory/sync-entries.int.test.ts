import type { DirectorySection } from '@skilltrace/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.js';
import { expectReasonsOfEntry } from '../../test/reasons-of-problem.js';
import { syncDirectory } from './sync-directory.js';

let db: TestDatabase;
let n = 0;

beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

const sync = async (file: Partial<Record<DirectorySection, unknown[]>>) => {
  const report = await syncDirectory(db.database, file);
  for (const entry of report.rejected) expectReasonsOfEntry(entry);
  return report;
};
const counts = (created: number, rejected: number) => ({ created, updated: 0, unchanged: 0, rejected });

/** A valid entry for each section. The entries refer to each other. */
function entries() {
  n += 1;
  const [email, lead, skill, project] = [`person${n}@example.org`, `lead${n}@example.org`, `Skill ${n}`, `project-${n}`];
  return {
    skills: [{ name: skill, category: 'Languages' }],
    profiles: [
      { email: lead, name: 'Lead' },
      { email, name: 'Person' },
    ],
    projects: [{ externalId: project, name: 'Project', techLead: lead, skills: [skill] }],
    assignments: [{ email, projectExternalId: project, role: 'Engineer', startedAt: '2023-01-01T00:00:00Z' }],
    employeeSkills: [{ email, skill, proficiencyLevel: 'EXPERT', lastValidatedAt: '2024-01-01T00:00:00Z' }],
    suggestions: [{ email, skill, suggestedProficiency: 'NOVICE' }],
  };
}

const sentence = /^[A-Z][^{}[\]]*\.$/;

describe('an entry with one invalid field', () => {
  test.each<[DirectorySection, Record<string, unknown>, string, string]>([
    ['skills', { category: undefined }, 'category', 'The field category is missing.'],
    ['skills', { category: '' }, 'category', 'The field category must'],
    ['skills', { isActive: 'yes' }, 'isActive', 'The field isActive must be true or false.'],
    ['profiles', { email: 'not-an-address' }, 'email', 'The field email must'],
    ['profiles', { externalId: null }, 'externalId', 'The field externalId must be text, not null.'],
    ['profiles', { externalId: '' }, 'externalId', 'The field externalId must'],
    ['profiles', { title: '' }, 'title', 'The field title must'],
    ['profiles', { name: 'a\u0000b' }, 'name', 'The field name must'],
    ['profiles', { name: '\ud800' }, 'name', 'The field name must'],
    ['profiles', { name: 5 }, 'name', 'The field name must be text.'],
    ['profiles', { weight: 1 }, 'weight', 'The entry has an unknown field: weight.'],
    ['profiles', { avatarUrl: 'javascript:alert(1)' }, 'avatarUrl', 'The field avatarUrl must'],
    ['projects', { skills: 'Go' }, 'skills', 'The field skills must be a list.'],
    ['projects', { skills: ['Go', 7] }, 'skills.1', 'The field skills.1 must be text.'],
    ['projects', { status: 'paused' }, 'status', 'The field status must be one of active, completed, archived.'],
    ['projects', { metadata: [] }, 'metadata', 'The field metadata must be an object.'],
    ['projects', { metadata: { skill_ideas: [1] } }, 'metadata.skill_ideas.0', 'The field metadata.skill_ideas.0'],
    ['projects', { completedAt: '2023-01-01T00:00:00Z' }, 'completedAt', 'The field completedAt needs the status completed.'],
    [
      'projects',
      { status: 'completed', completedAt: '2150-01-01T00:00:00Z' },
      'completedAt',
      'The field completedAt must not be in the future.',
    ],
    ['assignments', { startedAt: 'yesterday' }, 'startedAt', 'The field startedAt must'],
    ['assignments', { startedAt: '2150-01-01T00:00:00Z' }, 'startedAt', 'The field startedAt must not be in the future.'],
    ['assignments', { tags: [''] }, 'tags.0', 'The field tags.0 must'],
    ['employeeSkills', { proficiencyLevel: 'GURU' }, 'proficiencyLevel', 'The field proficiencyLevel must be one of NOVICE'],
    ['employeeSkills', { proficiencyLevel: undefined }, 'proficiencyLevel', 'The field proficiencyLevel is missing.'],
    ['suggestions', { source: null }, 'source', 'The field source must be one of SELF_REPORT, SYSTEM_FLAG.'],
  ])('in %s with %j is rejected with its path and a sentence', async (section, bad, field, message) => {
    const file = entries();
    const index = file[section].length;
    const { rejected, [section]: counted } = await sync({
      ...file,
      [section]: [...file[section], { ...validEntry(section, file), ...bad }],
    });
    expect(counted).toEqual(counts(index, 1));
    expect(rejected).toMatchObject([{ section, index, path: `${section}.${index}.${field}` }]);
    expect(rejected[0]?.message.startsWith(message), rejected[0]?.message).toBe(true);
    expect(rejected[0]?.message).toMatch(sentence);
  });

  test.each([null, 7, 'is rejected if it is %j instead of an object', [], [[]], {}])('an entry that is %j is rejected', async (value) => {
    const file = entries();
    for (const section of ['skills', 'profiles', 'projects', 'assignments', 'employeeSkills', 'suggestions'] as const) {
      const { rejected, [section]: counted } = await sync({ [section]: [value, ...file[section]] });
      expect(counted).toEqual(counts(file[section].length, 1));
      expect(rejected).toMatchObject([{ section, index: 0, code: 'VALIDATION_FAILED' }]);
      expect(rejected[0]?.message).toMatch(sentence);
    }
  });
});

/** A second valid entry for the section. */
function validEntry(section: DirectorySection, file: ReturnType<typeof entries>): object {
  const [lead] = file.profiles;
  switch (section) {
    case 'skills':
      return { name: `Another ${file.skills[0]?.name}`, category: 'Data' };
    case 'profiles':
      return { email: `another-${lead?.email}`, name: 'Another' };
    case 'projects':
      return { ...file.projects[0], externalId: `another-${n}` };
    case 'assignments':
      return { ...file.assignments[0], email: lead?.email };
    default:
      return { ...file[section][0], email: lead?.email };
  }
}

describe('an entry that refers to a rejected entry', () => {
  test('is rejected with the index of that entry', async () => {
    const file = entries();
    const { rejected, ...sections } = await sync({ ...file, skills: [{ ...file.skills[0], category: 7 }] });
    expect(sections).toMatchObject({
      skills: counts(0, 1),
      profiles: counts(2, 0),
      projects: counts(0, 1),
      assignments: counts(0, 1),
      employeeSkills: counts(0, 1),
      suggestions: counts(0, 1),
      signals: 0,
    });
    expect(rejected.map(({ path, code }) => [path, code])).toEqual([
      ['skills.0.category', 'VALIDATION_FAILED'],
      ['projects.0.skills.0', 'DEPENDS_ON_REJECTED'],
      ['assignments.0.projectExternalId', 'DEPENDS_ON_REJECTED'],
      ['employeeSkills.0.skill', 'DEPENDS_ON_REJECTED'],
      ['suggestions.0.skill', 'DEPENDS_ON_REJECTED'],
    ]);
    expect(rejected[1]?.message).toBe('This entry refers to skills.0, which was rejected.');
  });

  test('is rejected if it refers to an address, even if a person has that address', async () => {
    const file = entries();
    await sync(file);
    const [, person] = file.profiles;
    const { rejected } = await sync({ profiles: [{ ...person, name: '' }], assignments: file.assignments });
    expect(rejected.map(({ path, code }) => [path, code])).toEqual([
      ['profiles.0.name', 'VALIDATION_FAILED'],
      ['assignments.0.email', 'DEPENDS_ON_REJECTED'],
    ]);
  });

  test('is imported if it refers to an existing skill by name or an existing project by externalId', async () => {
    const file = entries();
    await sync(file);
    const report = await sync({
      ...file,
      skills: [{ ...file.skills[0], category: '' }],
      projects: [{ ...file.projects[0], name: '' }],
    });
    expect(report).toMatchObject({ assignments: { unchanged: 1 }, employeeSkills: { unchanged: 1 }, suggestions: { unchanged: 1 } });
    expect(report.rejected).toHaveLength(2);
  });
});

describe('entries with the same key', () => {
  test.each(['skills', 'profiles', 'projects', 'employeeSkills', 'suggestions', 'assignments'] as const)(
    'in %s count as unchanged if identical and are all rejected if different, in any order',
    async (section) => {
      const file = entries();
      const [first] = file[section] as Record<string, unknown>[];
      const differing = { ...first, ...CHANGES[section] };
      const without = { ...file, [section]: file[section].slice(1) };
      for (const order of [
        [first, differing],
        [differing, first],
        [first, differing, first],
      ]) {
        const { rejected, [section]: counted } = await sync({ ...without, [section]: [...without[section], ...order] });
        expect(counted.rejected).toBe(order.length);
        expect(counted.created).toBe(order === undefined ? 0 : counted.created);
        for (const one of rejected.filter(({ code }) => code !== 'DEPENDS_ON_REJECTED'))
          expect(one).toMatchObject({ section, code: 'CONFLICT', message: expect.stringMatching(/contradicts this entry about the same/) });
      }
      expect(await sync({ ...without, [section]: [...without[section], first, first] })).toMatchObject({
        [section]: { created: 1, rejected: 0 },
      });
      expect(await sync({ ...without, [section]: [...without[section], first, first] })).toMatchObject({
        [section]: { created: 0, updated: 0, unchanged: without[section].length + 2, rejected: 0 },
      });
    },
  );
});

const CHANGES = {
  skills: { category: 'Other' },
  profiles: { name: 'Other' },
  projects: { name: 'Other' },
  assignments: { role: 'Other' },
  employeeSkills: { proficiencyLevel: 'NOVICE' },
  suggestions: { suggestedProficiency: 'EXPERT' },
} as const;

test('the newest of several validations of a skill in one file counts, as with separate files', async () => {
  const file = entries();
  const [validated] = file.employeeSkills;
  const at = (year: number, proficiencyLevel: string) => ({ ...validated, proficiencyLevel, lastValidatedAt: `${year}-01-01T00:00:00Z` });
  const report = await sync({ ...file, employeeSkills: [at(2022, 'NOVICE'), at(2024, 'EXPERT'), at(2023, 'ADVANCED')], suggestions: [] });
  expect(report.employeeSkills).toEqual({ created: 1, updated: 0, unchanged: 2, rejected: 0 });
  expect(
    await db.database.query(
      'SELECT e.proficiency_level AS level FROM employee_skills e JOIN profiles p ON p.id = e.profile_id WHERE p.email = $1',
      [validated?.email],
    ),
  ).toEqual([{ level: 'EXPERT' }]);
});

test('lists the first 100 rejected entries and counts all of them', async () => {
  const { profiles, rejected } = await sync({ profiles: Array.from({ length: 150 }, () => ({ email: 'x' })) });
  expect([profiles.rejected, rejected.length]).toEqual([150, 100]);
});
