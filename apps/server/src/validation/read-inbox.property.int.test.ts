import type { ValidationInbox } from '@skilltrace/contract';
import { routeSuggestion } from '@skilltrace/domain/validation/suggestion-routing';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { propertyRuns } from '../../test/property-runs.js';
import { factories } from '../../test/factories.js';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.js';
import { readInbox } from './read-inbox.js';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

const PEOPLE = 5;
const PROJECTS = 5;
const SKILLS = ['Go', 'go', 'SQL'];
const STATUSES = ['active', 'active', 'active', 'completed', 'archived'] as const;

interface World {
  left: boolean[];
  projects: { lead: number; status: (typeof STATUSES)[number] }[];
  assignments: { person: number; project: number; tags: string[]; ended: boolean }[];
  suggestions: { person: number; skill: number; pending: boolean }[];
}

const index = (size: number) => fc.integer({ min: 0, max: size - 1 });
const anyWorld: fc.Arbitrary<World> = fc.record({
  left: fc.array(
    fc.integer({ min: 0, max: 4 }).map((die) => die === 0),
    { minLength: PEOPLE, maxLength: PEOPLE },
  ),
  projects: fc.array(fc.record({ lead: index(PEOPLE), status: fc.constantFrom(...STATUSES) }), {
    minLength: PROJECTS,
    maxLength: PROJECTS,
  }),
  assignments: fc.uniqueArray(
    fc.record({
      person: index(PEOPLE),
      project: index(PROJECTS),
      tags: fc.array(fc.constantFrom(...SKILLS, 'Gone', 'GO'), { maxLength: 3 }),
      ended: fc.integer({ min: 0, max: 4 }).map((die) => die === 0),
    }),
    { selector: ({ person, project }) => `${person} ${project}`, maxLength: 14 },
  ),
  suggestions: fc.uniqueArray(
    fc.record({ person: index(PEOPLE), skill: index(SKILLS.length), pending: fc.integer({ min: 0, max: 3 }).map((die) => die > 0) }),
    { selector: ({ person, skill }) => `${person} ${skill}`, maxLength: 12 },
  ),
});

/** Returns the projects under which the domain rule shows a suggestion. An empty list means that admins see it. */
function projectsFor({ left, projects, assignments }: World, { person, skill }: World['suggestions'][number]): number[] {
  const active = assignments.flatMap(({ person: assigned, project: number, tags, ended }) => {
    const project = projects[number];
    if (assigned !== person || ended || project?.status !== 'active') return [];
    return [{ number, tags, techLead: { id: project.lead, isActive: !left[project.lead] } }];
  });
  const route = routeSuggestion(person, active, SKILLS[skill] ?? '');
  return route.to === 'admins' ? [] : route.assignments.map(({ number }) => number);
}

function expectedFor(world: World, caller: number, isAdmin: boolean): string[] {
  return world.suggestions.flatMap((suggestion, number) => {
    if (!suggestion.pending || suggestion.person === caller) return [];
    const projects = projectsFor(world, suggestion);
    if (projects.length === 0) return isAdmin ? [`${number} unassigned`] : [];
    return projects.filter((project) => world.projects[project]?.lead === caller).map((project) => `${number} on ${project}`);
  });
}

async function build(world: World) {
  const make = factories(db.database);
  await db.database.query(
    "UPDATE suggestions g SET status = 'REJECTED', resolved_at = now(), resolved_by_id = (SELECT min(id) FROM profiles WHERE id <> g.profile_id) WHERE status = 'PENDING'",
  );
  const people: number[] = [];
  for (const left of world.left) {
    const id = await make.profile();
    if (left) await db.database.query('UPDATE profiles SET deactivated_at = now() WHERE id = $1', [id]);
    people.push(id);
  }
  const projects: number[] = [];
  for (const { lead, status } of world.projects) {
    const id = await make.project({ techLeadId: people[lead] ?? 0 });
    await db.database.query(
      "UPDATE projects SET status = $2::project_status, completed_at = CASE WHEN $2::project_status <> 'active' THEN clock.at END FROM (SELECT now() AS at) clock WHERE id = $1",
      [id, status],
    );
    projects.push(id);
  }
  for (const { person, project, tags, ended } of world.assignments) {
    const endedAt = ended ? '2021-01-01T00:00:00Z' : null;
    await make.assignment({ profileId: people[person] ?? 0, projectId: projects[project] ?? 0, tags, endedAt });
  }
  const skills = await db.database.query<{ id: number }>(
    `INSERT INTO skills (skill_name, category) SELECT name, 'Test' FROM unnest($1::text[]) AS name
     ON CONFLICT (skill_name) DO UPDATE SET category = 'Test' RETURNING id`,
    [SKILLS],
  );
  const suggestions: number[] = [];
  for (const { person, skill, pending } of world.suggestions) {
    const [row] = await db.database.query<{ id: number }>(
      `INSERT INTO suggestions (profile_id, skill_id, suggested_proficiency, source, status, resolved_at, resolved_by_id)
       SELECT $1, $2, 'NOVICE', 'SYSTEM_FLAG', CASE WHEN $3 THEN 'PENDING' ELSE 'REJECTED' END::suggestion_status,
              CASE WHEN NOT $3 THEN now() END, CASE WHEN NOT $3 THEN $4::bigint END RETURNING id`,
      [people[person], skills[skill]?.id, pending, people[(person + 1) % PEOPLE]],
    );
    suggestions.push(row?.id ?? 0);
  }
  return { people, projects, suggestions };
}

function shownIn(inbox: ValidationInbox, { projects, suggestions }: { projects: number[]; suggestions: number[] }): string[] {
  return [
    ...inbox.projects.flatMap(({ projectId, employees }) =>
      employees.flatMap((employee) => employee.suggestions.map(({ id }) => `${suggestions.indexOf(id)} on ${projects.indexOf(projectId)}`)),
    ),
    ...inbox.unassigned.flatMap((employee) => employee.suggestions.map(({ id }) => `${suggestions.indexOf(id)} unassigned`)),
  ];
}

test('each caller sees exactly the suggestions that the domain rule routes to them', async () => {
  let shown = 0;
  await fc.assert(
    fc.asyncProperty(anyWorld, async (world) => {
      const rows = await build(world);
      for (const [caller, profileId] of rows.people.entries()) {
        for (const isAdmin of [false, true]) {
          const found = shownIn(await readInbox(db.readDatabase, { profileId, isAdmin, via: 'token' }), rows);
          expect(found.toSorted()).toEqual(expectedFor(world, caller, isAdmin).toSorted());
          shown += found.length;
        }
      }
      // Every pending suggestion is shown to a Tech Lead, or to every admin except the person.
      for (const [number, suggestion] of world.suggestions.entries()) {
        if (!suggestion.pending) continue;
        const seers = rows.people.flatMap((_, caller) => expectedFor(world, caller, true));
        expect(seers.some((place) => place.startsWith(`${number} `))).toBe(true);
      }
    }),
    { numRuns: propertyRuns(40) },
  );
  expect(shown).toBeGreaterThan(40);
});
