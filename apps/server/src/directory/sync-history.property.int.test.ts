import type { SyncDirectoryBody } from '@skilltrace/contract';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { propertyRuns } from '../../test/property-runs.js';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.js';
import { syncDirectory } from './sync-directory.js';

let db: TestDatabase;
let n = 0;

beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

type File = Required<SyncDirectoryBody>;
const SECTIONS = ['skills', 'profiles', 'projects', 'assignments', 'employeeSkills', 'suggestions'] as const;
// Without EXPERT, which the suggestions use. A level that is already validated would be rejected.
const LEVELS = ['NOVICE', 'INTERMEDIATE', 'ADVANCED'] as const;
const PEOPLE = 4;
const PROJECTS = 3;
const SKILLS = 3;
const month = (count: number) => new Date(Date.UTC(2020, count, 1)).toISOString();

// Facts about an organization that do not contradict each other. They exclude everything that depends on the previous state:
// changes of a project's skills, assignments of one person that are imported before earlier ones, and completed projects whose
// end is only implied by assignments in another file.
const facts = fc.record({
  projects: fc.array(
    fc.record({
      lead: fc.nat({ max: PEOPLE - 1 }),
      scope: fc.subarray([...Array(SKILLS).keys()]),
      ending: fc.constantFrom('active', 'completed', 'archived'),
      endsAfter: fc.integer({ min: 1, max: 6 }),
    }),
    { minLength: PROJECTS, maxLength: PROJECTS },
  ),
  // For each project and person, the lengths of assignments and of the pauses before them. The last assignment may be active.
  stays: fc.array(
    fc.record({
      gaps: fc.array(fc.record({ pause: fc.integer({ min: 1, max: 3 }), stay: fc.integer({ min: 1, max: 3 }) }), { maxLength: 2 }),
      last: fc.constantFrom('has ended', 'is active', 'ends with the project'),
      tags: fc.subarray([...Array(SKILLS).keys()]),
    }),
    { minLength: PEOPLE * PROJECTS, maxLength: PEOPLE * PROJECTS },
  ),
  validations: fc.array(
    fc.record({
      person: fc.nat({ max: PEOPLE - 1 }),
      skill: fc.nat({ max: SKILLS - 1 }),
      level: fc.constantFrom(...LEVELS),
      validator: fc.option(fc.nat({ max: PEOPLE - 1 }), { nil: undefined }),
    }),
    { maxLength: 6 },
  ),
  suggestions: fc.uniqueArray(fc.tuple(fc.nat({ max: PEOPLE - 1 }), fc.nat({ max: SKILLS - 1 })), { maxLength: 4, selector: String }),
  /** Whether the file gives the end of completed projects. Otherwise they end with their last assignment. */
  hasCompletedAt: fc.boolean(),
  hasExternalId: fc.array(fc.boolean(), { minLength: PEOPLE, maxLength: PEOPLE }),
});
type Facts = typeof facts extends fc.Arbitrary<infer Value> ? Value : never;

/** The whole history as one file with unique names. */
function fileOf({ projects, stays, validations, suggestions, hasCompletedAt, hasExternalId }: Facts): File {
  n += 1;
  const email = (person: number) => `p${person}.${n}@example.org`;
  const skill = (index: number) => `S${index} ${n}`;
  const project = (index: number) => `x${index}.${n}`;
  const assignments = stays.flatMap(({ gaps, last, tags }, place) => {
    const [person, index] = [place % PEOPLE, Math.floor(place / PEOPLE)];
    const { ending, endsAfter } = projects[index] ?? { ending: 'active', endsAfter: 0 };
    // A completed project ends after all other assignments. Assignments that last until then end with it.

    let at = 0;
    const entries = gaps.map(({ pause, stay }) => {
      const startedAt = month(at + pause);
      at += pause + stay;
      return { startedAt, endedAt: month(at) };
    });
    const isActive = last === 'is active' && ending !== 'archived' && (hasCompletedAt || ending === 'active');
    const endsWithIt = last === 'ends with the project' && ending === 'completed';
    const [startedAt, endedAt] = [month(at + 1), month(endsAfter + 13)];
    return [...entries, ...(isActive ? [{ startedAt }] : endsWithIt ? [{ startedAt, endedAt }] : [])].map((times) => ({
      email: email(person),
      projectExternalId: project(index),
      role: 'Engineer',
      tags: tags.map(skill),
      ...times,
    }));
  });
  return {
    skills: Array.from({ length: SKILLS }, (_, index) => ({ name: skill(index), category: 'Test' })),
    profiles: hasExternalId.map((has, person) => ({
      email: email(person),
      name: `P${person}`,
      ...(has && { externalId: `hr${person}.${n}` }),
    })),
    projects: projects.map(({ lead, scope, ending, endsAfter }, index) => ({
      externalId: project(index),
      name: `Project ${index}`,
      techLead: email(lead),
      skills: scope.map(skill),
      status: ending,
      ...(ending === 'completed' &&
        (hasCompletedAt || !assignments.some((one) => one.projectExternalId === project(index))) && { completedAt: month(endsAfter + 13) }),
    })),
    assignments,
    employeeSkills: validations.map(({ person, skill: index, level, validator }, place) => ({
      email: email(person),
      skill: skill(index),
      proficiencyLevel: level,
      lastValidatedAt: month(place),
      ...(validator !== undefined && validator !== person && { lastValidatedByEmail: email(validator) }),
    })),
    suggestions: suggestions.map(([person, index]) => ({
      email: email(person),
      skill: skill(index),
      suggestedProficiency: 'EXPERT',
      source: 'SELF_REPORT',
      createdAt: month(50),
    })),
  };
}

/** All records created by the files of `run`, without ids. */
async function contents(run: number) {
  const rows = (sql: string) => db.database.query(sql.replaceAll(':run', String(run)));
  const person = (id: string) => `(SELECT split_part(name, '.', 1) FROM profiles WHERE id = ${id})`;
  const skill = (id: string) => `(SELECT split_part(skill_name, ' ', 1) FROM skills WHERE id = ${id})`;
  return {
    ledger: await rows(
      `SELECT ${person('s.user_id')} AS person, ${skill('s.skill_id')} AS skill, p.name AS project, s.signal_type, s.weight, s.created_at
         FROM signal_ledger s JOIN projects p ON p.id = s.source_id WHERE p.external_id LIKE 'x_.:run' ORDER BY 1, 2, 3, 4`,
    ),
    people: await rows(
      `SELECT name, split_part(external_id, '.', 1) AS "externalId" FROM profiles WHERE email LIKE 'p_.:run@example.org' ORDER BY 1`,
    ),
    projects: await rows(
      `SELECT p.name, p.status, p.completed_at, ${person('p.tech_lead_id')} AS lead,
              ARRAY(SELECT ${skill('ps.skill_id')} FROM project_skills ps WHERE ps.project_id = p.id ORDER BY 1) AS scope
         FROM projects p WHERE p.external_id LIKE 'x_.:run' ORDER BY 1`,
    ),
    assignments: await rows(
      `SELECT ${person('a.profile_id')} AS person, p.name AS project, a.role, cardinality(a.tags) AS tags, a.started_at, a.ended_at
         FROM assignments a JOIN projects p ON p.id = a.project_id WHERE p.external_id LIKE 'x_.:run' ORDER BY 1, 2, a.started_at`,
    ),
    validations: await rows(
      `SELECT r.name, ${skill('e.skill_id')} AS skill, e.proficiency_level, e.last_validated_at, ${person('e.imported_validator_id')} AS validator
         FROM employee_skills e JOIN profiles r ON r.id = e.profile_id WHERE r.email LIKE 'p_.:run@example.org' ORDER BY 1, 2`,
    ),
    suggestions: await rows(
      `SELECT r.name, ${skill('g.skill_id')} AS skill, g.status, g.source, g.suggested_proficiency, g.created_at
         FROM suggestions g JOIN profiles r ON r.id = g.profile_id WHERE r.email LIKE 'p_.:run@example.org' ORDER BY 1, 2`,
    ),
  };
}

const audited = async () =>
  (await db.database.query<{ count: number }>("SELECT count(*) FROM audit_entries WHERE action <> 'import.run'"))[0]?.count;

async function apply(files: readonly SyncDirectoryBody[]) {
  const reports = [];
  for (const file of files) reports.push(await syncDirectory(db.database, file));
  return reports;
}

/** Imports the files again and expects every entry to be unchanged and nothing to be written. */
async function expectFixedPoint(files: readonly SyncDirectoryBody[], run: number) {
  const before = [await contents(run), await audited()];
  for (const [place, report] of (await apply(files)).entries()) {
    expect(report.rejected).toEqual([]);
    expect(report.signals).toBe(0);
    for (const section of SECTIONS)
      expect(report[section]).toEqual({ created: 0, updated: 0, rejected: 0, unchanged: files[place]?.[section]?.length ?? 0 });
  }
  expect([await contents(run), await audited()]).toEqual(before);
}

/** The history as known at several moments: assignments that had started and ends that had happened by then. */
function snapshots(file: File, moments: readonly number[]): SyncDirectoryBody[] {
  const past = moments
    .toSorted((a, b) => a - b)
    .map((moment) => {
      const now = month(moment);
      return {
        ...file,
        projects: file.projects.map(({ completedAt, ...project }) =>
          completedAt !== undefined && completedAt <= now ? { ...project, completedAt } : { ...project, status: 'active' as const },
        ),
        assignments: file.assignments
          .filter(({ startedAt = '' }) => startedAt <= now)
          .map(({ endedAt, ...rest }) => (endedAt !== undefined && endedAt <= now ? { ...rest, endedAt } : rest)),
        employeeSkills: file.employeeSkills.filter(({ lastValidatedAt }) => lastValidatedAt <= now),
        suggestions: [],
      };
    });
  return [...past, file];
}

/** Splits each section into separate files, cuts each of them in two, and repeats some entries. */
function sectionBySection(file: File, cut: number, copies: readonly number[]): SyncDirectoryBody[] {
  return SECTIONS.flatMap((section) => {
    const entries: unknown[] = file[section];
    const repeated = copies.flatMap((copy) => (entries.length === 0 ? [] : [entries[copy % entries.length]]));
    const at = entries.length === 0 ? 0 : cut % entries.length;
    return [entries.slice(0, at), [...entries.slice(at), ...repeated]].map((part): SyncDirectoryBody => ({ [section]: part }));
  });
}

const permuted = (file: File, seed: number): SyncDirectoryBody =>
  Object.fromEntries(
    SECTIONS.map((section) => [
      section,
      (file[section] as unknown[])
        .map((entry, place) => ({ entry, key: (place * 7_919 + seed) % 101 }))
        .toSorted((a, b) => a.key - b.key)
        .map(({ entry }) => entry),
    ]),
  );

test(
  'importing a history has the same result in one file, several files, any entry order and with duplicates, and repeating it changes nothing',
  { timeout: 300_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(
        facts,
        fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 2 }),
        fc.nat(),
        fc.array(fc.nat(), { maxLength: 3 }),
        async (history, moments, seed, copies) => {
          const outcomes: unknown[] = [];
          for (const cutting of [
            (file: File) => [file],
            (file: File) => [permuted(file, seed)],
            (file: File) => snapshots(file, moments),
            ...(history.hasCompletedAt ? [(file: File) => sectionBySection(file, seed, copies)] : []),
          ]) {
            const file = fileOf(history);
            const run = n;
            const files = cutting(file);
            for (const report of await apply(files)) expect(report.rejected).toEqual([]);
            outcomes.push(await contents(run));
            await expectFixedPoint([file], run);
            await expectFixedPoint(files.slice(-1), run);
          }
          for (const outcome of outcomes) expect(outcome).toEqual(outcomes[0]);
        },
      ),
      { numRuns: propertyRuns(6) },
    );
  },
);

test('importing a history several times concurrently has the same result as importing it once', async () => {
  await fc.assert(
    fc.asyncProperty(facts, async (history) => {
      const alone = fileOf(history);
      await apply([alone]);
      const expected = await contents(n);
      const file = fileOf(history);
      const run = n;
      const reports = await Promise.all([1, 2, 3].map(() => syncDirectory(db.database, file)));
      expect(reports.filter(({ profiles }) => profiles.created > 0)).toHaveLength(1);
      expect(reports.flatMap(({ rejected }) => rejected)).toEqual([]);
      expect(await contents(run)).toEqual(expected);
    }),
    { numRuns: propertyRuns(3) },
  );
});
