import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { factories, ledgerFingerprint } from '../../test/factories.js';
import { propertyRuns } from '../../test/property-runs.js';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.js';
import { singleRow } from '../platform/database/single-row.js';
import { assignPerson } from '../projects/assign-person.js';
import { verifyLedger } from '../signals/verify/verify-ledger.js';
import { mergeSkill } from './merge-skill.js';
import { previewMerge } from './preview-merge.js';

const [PEOPLE, SKILLS, PROJECTS] = [4, 4, 3];
const DAY_MS = 86_400_000;

let db: TestDatabase;
beforeAll(async () => void (db = await createTestDatabase()));
afterAll(() => db.drop());

const level = fc.constantFrom('NOVICE', 'EXPERT');
/** What is known about one person and skill. Days are counted back from now. */
const pair = fc.record({
  validation: fc.constantFrom('none', 'imported', 'decided', 'withdrawn'),
  level,
  days: fc.constantFrom(10, 20, 30),
  pending: fc.constantFrom('none', 'none', 'none', 'none', 'SELF_REPORT', 'SYSTEM_FLAG'),
  suggested: level,
});
const organization = fc.record({
  pairs: fc.array(pair, { minLength: PEOPLE * SKILLS, maxLength: PEOPLE * SKILLS }),
  scopes: fc.array(fc.subarray([...Array(SKILLS).keys()]), { minLength: PROJECTS, maxLength: PROJECTS }),
  tags: fc.array(fc.subarray([...Array(SKILLS).keys()]), { minLength: PEOPLE * PROJECTS, maxLength: PEOPLE * PROJECTS }),
  endedTags: fc.subarray([...Array(SKILLS).keys()]),
  merges: fc.array(fc.tuple(fc.nat(SKILLS - 1), fc.nat(SKILLS - 1)), { minLength: 1, maxLength: 4 }),
});

type Organization = typeof organization extends fc.Arbitrary<infer Value> ? Value : never;

/** The plain model. Keys are `person skill`, `project skill` and the ids of assignments. */
interface Model {
  levels: Map<string, { level: string; at: string; by: number | null; imported: boolean }>;
  pending: Map<string, { source: string; level: string }>;
  scopes: Set<string>;
  tags: Map<number, { tags: string[]; isOpen: boolean }>;
  withdrawn: Map<string, string>;
  mergedInto: Map<number, number>;
}

/** Merges `from` into `into` in the model. Returns the numbers of the preview, and changes nothing if suggestions must be decided first. */
function mergeInModel(model: Model, people: readonly number[], names: ReadonlyMap<number, string>, from: number, into: number) {
  const { levels, pending, scopes, tags, withdrawn, mergedInto } = model;
  const counts = {
    projectsDeclaring: 0,
    activeAssignmentsTagged: 0,
    levelsMoved: 0,
    levelsEnded: 0,
    suggestionsMoved: 0,
    suggestionsToDecide: 0,
  };
  const moves = (person: number) => {
    const mine = levels.get(`${person} ${from}`);
    const withdrawnAt = withdrawn.get(`${person} ${into}`);
    return mine !== undefined && !levels.has(`${person} ${into}`) && (withdrawnAt === undefined || withdrawnAt < mine.at);
  };
  for (const person of people) {
    const [mine, others] = [pending.get(`${person} ${from}`), pending.get(`${person} ${into}`)];
    if (levels.has(`${person} ${from}`)) counts[moves(person) ? 'levelsMoved' : 'levelsEnded'] += 1;
    if (mine) counts.suggestionsMoved += 1;
    const isInTheWay = mine
      ? others !== undefined ||
        (mine.source === 'SYSTEM_FLAG' && !moves(person)) ||
        (mine.source === 'SELF_REPORT' && levels.get(`${person} ${into}`)?.level === mine.level)
      : others?.source === 'SELF_REPORT' && moves(person) && levels.get(`${person} ${from}`)?.level === others.level;
    if (isInTheWay) counts.suggestionsToDecide += 1;
  }
  const declaring = [...scopes].filter((key) => key.endsWith(` ${from}`));
  counts.projectsDeclaring = declaring.length;
  const [before, after] = [names.get(from) ?? '', names.get(into) ?? ''];
  const tagged = [...tags].filter(([, { tags: own, isOpen }]) => isOpen && own.includes(before));
  counts.activeAssignmentsTagged = tagged.length;
  if (counts.suggestionsToDecide > 0) return counts;

  for (const key of declaring) {
    scopes.delete(key);
    scopes.add(key.replace(/ \d+$/, ` ${into}`));
  }
  for (const [id, { tags: own, isOpen }] of tagged)
    tags.set(id, { isOpen, tags: [...new Set(own.map((tag) => (tag === before ? after : tag)))].toSorted() });
  for (const person of people) {
    const [mine, suggestion] = [levels.get(`${person} ${from}`), pending.get(`${person} ${from}`)];
    if (mine && moves(person)) levels.set(`${person} ${into}`, mine);
    levels.delete(`${person} ${from}`);
    if (suggestion) pending.set(`${person} ${into}`, suggestion);
    pending.delete(`${person} ${from}`);
  }
  for (const [skill, other] of mergedInto) if (other === from) mergedInto.set(skill, into);
  mergedInto.set(from, into);
  return counts;
}

const entries = <Value>(of: Iterable<readonly [string | number, Value]>) =>
  [...of].toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1));
const plain = (model: Model) => ({
  levels: entries(model.levels),
  pending: entries(model.pending),
  scopes: [...model.scopes].toSorted(),
  tags: entries(model.tags),
  mergedInto: entries(model.mergedInto),
});

async function stateOf(people: readonly number[], skills: readonly number[], projects: readonly number[]): Promise<Model> {
  const rows = <Row extends Record<string, unknown>>(sql: string, ids: readonly number[]) => db.database.query<Row>(sql, [ids]);
  const levels = await rows<{ key: string; level: string; at: string; by: number | null; imported: boolean }>(
    `SELECT profile_id || ' ' || skill_id AS key, proficiency_level AS level, last_validated_at AS at, last_validated_by_id AS by,
            imported_at IS NOT NULL AS imported FROM employee_skills WHERE profile_id = ANY ($1)`,
    people,
  );
  const pending = await rows<{ key: string; source: string; level: string }>(
    `SELECT profile_id || ' ' || skill_id AS key, source, suggested_proficiency AS level FROM suggestions
      WHERE status = 'PENDING' AND profile_id = ANY ($1)`,
    people,
  );
  const scopes = await rows<{ key: string }>(
    "SELECT project_id || ' ' || skill_id AS key FROM project_skills WHERE project_id = ANY ($1)",
    projects,
  );
  const tags = await rows<{ id: number; tags: string[]; isOpen: boolean }>(
    'SELECT id, ARRAY(SELECT unnest(tags) ORDER BY 1) AS tags, ended_at IS NULL AS "isOpen" FROM assignments WHERE project_id = ANY ($1)',
    projects,
  );
  const withdrawn = await rows<{ key: string; at: string }>(
    "SELECT profile_id || ' ' || skill_id AS key, resolved_at AS at FROM suggestions WHERE status = 'REJECTED' AND profile_id = ANY ($1)",
    people,
  );
  const merged = await rows<{ id: number; into: number; isActive: boolean }>(
    'SELECT id, merged_into_id AS into, is_active AS "isActive" FROM skills WHERE merged_into_id IS NOT NULL AND id = ANY ($1)',
    skills,
  );
  expect(merged.filter(({ isActive }) => isActive)).toEqual([]);
  return {
    levels: new Map(levels.map(({ key, ...row }) => [key, row])),
    pending: new Map(pending.map(({ key, ...row }) => [key, row])),
    scopes: new Set(scopes.map(({ key }) => key)),
    tags: new Map(tags.map(({ id, ...row }) => [id, { ...row, tags: row.tags.toSorted() }])),
    withdrawn: new Map(withdrawn.map(({ key, at }) => [key, at])),
    mergedInto: new Map(merged.map(({ id, into }) => [id, into])),
  };
}

async function build({ pairs, scopes, tags, endedTags }: Organization) {
  const make = factories(db.database);
  const lead = await make.profile();
  const people = await Promise.all(Array.from({ length: PEOPLE }, () => make.profile()));
  const skills: number[] = [];
  for (let index = 0; index < SKILLS; index += 1) skills.push(await make.skill());
  const named = await db.database.query<{ id: number; name: string }>('SELECT id, skill_name AS name FROM skills WHERE id = ANY ($1)', [
    skills,
  ]);
  const names = new Map(named.map(({ id, name }) => [id, name]));
  const tagsOf = (chosen: readonly number[]) => chosen.map((index) => names.get(skills[index] ?? 0) ?? '');
  const projects: number[] = [];
  for (const scope of scopes) projects.push(await make.project({ techLeadId: lead, skillIds: scope.map((index) => skills[index] ?? 0) }));
  for (const [index, person] of people.entries())
    for (const [place, projectId] of projects.entries())
      await assignPerson(db.database, { profileId: lead }, projectId, {
        profileId: person,
        role: 'Dev',
        tags: tagsOf(tags[index * PROJECTS + place] ?? []),
      });
  await make.assignment({ profileId: lead, projectId: projects[0] ?? 0, tags: tagsOf(endedTags), endedAt: '2021-01-01T00:00:00Z' });
  await db.database.query("UPDATE projects SET status = 'archived', inactive_since = now() WHERE id = $1", [projects[1]]);
  for (const [place, { validation, days, ...fact }] of pairs.entries()) {
    const [profileId, skillId] = [people[place % PEOPLE], skills[Math.floor(place / PEOPLE)]];
    const at = new Date(Date.now() - days * DAY_MS).toISOString();
    if (validation === 'imported' || validation === 'decided')
      await db.database.query(
        `INSERT INTO employee_skills (profile_id, skill_id, proficiency_level, last_validated_at, last_validated_by_id, imported_at)
         VALUES ($1, $2, $3, $4, $5, CASE WHEN $5::bigint IS NULL THEN now() END)`,
        [profileId, skillId, fact.level, at, validation === 'decided' ? lead : null],
      );
    if (validation === 'decided' || validation === 'withdrawn')
      await db.database.transaction(async (transaction) => {
        const [suggestion] = await transaction.query<{ id: number }>(
          `INSERT INTO suggestions (profile_id, skill_id, suggested_proficiency, source, status, created_at, resolved_at, resolved_by_id, resolved_proficiency)
           VALUES ($1, $2, $3, $6, $7, $4, $4, $5, $3) RETURNING id`,
          [
            profileId,
            skillId,
            fact.level,
            at,
            lead,
            ...(validation === 'decided' ? ['SELF_REPORT', 'APPROVED'] : ['SYSTEM_FLAG', 'REJECTED']),
          ],
        );
        await transaction.query(
          "INSERT INTO decision_comments (profile_id, suggestion_id, author_id, content, created_at) VALUES ($1, $2, $3, 'Not used.', $4)",
          [profileId, suggestion?.id, lead, at],
        );
      });
    const hasLevel = validation === 'imported' || validation === 'decided';
    if (fact.pending === 'SELF_REPORT' || (fact.pending === 'SYSTEM_FLAG' && hasLevel))
      await db.database.query('INSERT INTO suggestions (profile_id, skill_id, suggested_proficiency, source) VALUES ($1, $2, $3, $4)', [
        profileId,
        skillId,
        fact.pending === 'SYSTEM_FLAG' ? fact.level : fact.suggested,
        fact.pending,
      ]);
  }
  return { people, skills, projects, names };
}

const levelsAt = async (at: string, people: readonly number[]) =>
  entries(
    (
      await db.readDatabase.query<{ key: string; level: string; at: string }>(
        `SELECT profile_id || ' ' || skill_id AS key, proficiency_level AS level, last_validated_at AS at FROM validated_skills_as_of($1, $2, NULL)`,
        [at, people],
      )
    ).map(({ key, ...row }) => [key, row] as const),
  );

async function now(): Promise<string> {
  await sleep(3);
  const { at } = singleRow(await db.database.query<{ at: string }>('SELECT clock_timestamp() AS at'));
  await sleep(3);
  return at;
}

it('changes scopes, tags, levels and suggestions like the plain model, keeps signals and history, and does nothing if it is refused', async () => {
  const done = { merged: 0, refused: 0, levelsMoved: 0, levelsEnded: 0, suggestionsMoved: 0 };
  await fc.assert(
    fc.asyncProperty(organization, async (given) => {
      const { people, skills, projects, names } = await build(given);
      const read = () => stateOf(people, skills, projects);
      const model = await read();
      const signals = await ledgerFingerprint(db.readDatabase);
      for (const [fromIndex, intoIndex] of given.merges) {
        const [from, into] = [skills[fromIndex] ?? 0, skills[intoIndex] ?? 0];
        if (from === into || model.mergedInto.has(from) || model.mergedInto.has(into)) {
          await expect(mergeSkill(db.database, from, into)).rejects.toThrow();
          continue;
        }
        const before = [await now(), entries(model.levels)] as const;
        const expected = mergeInModel(model, people, names, from, into);
        expect(await previewMerge(db.readDatabase, from, into)).toMatchObject(expected);
        if (expected.suggestionsToDecide > 0)
          await expect(mergeSkill(db.database, from, into)).rejects.toMatchObject({ params: { count: expected.suggestionsToDecide } });
        else {
          expect(await mergeSkill(db.database, from, into)).toMatchObject(expected);
          for (const key of ['levelsMoved', 'levelsEnded', 'suggestionsMoved'] as const) done[key] += expected[key];
        }
        done[expected.suggestionsToDecide > 0 ? 'refused' : 'merged'] += 1;
        expect(plain(await read())).toEqual(plain(model));
        for (const [at, levels] of [before, [await now(), entries(model.levels)] as const])
          expect(await levelsAt(at, people)).toEqual(levels.map(([key, { level: was, at: since }]) => [key, { level: was, at: since }]));
      }
      expect(await ledgerFingerprint(db.readDatabase)).toEqual(signals);
    }),
    { numRuns: propertyRuns(25) },
  );
  // The random organizations reached each case.
  expect(Math.min(...Object.values(done)), JSON.stringify(done)).toBeGreaterThan(3);
  const { checks } = await verifyLedger(db.database);
  expect(checks.filter(({ violations }) => violations > 0)).toEqual([]);
});
