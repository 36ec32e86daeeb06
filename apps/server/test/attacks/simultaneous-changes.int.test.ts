import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { updateProfile } from '../../src/people/update-profile.js';
import { editProgressUpdate } from '../../src/progress-updates/edit-progress-update.js';
import { postProgressUpdate } from '../../src/progress-updates/post-progress-update.js';
import { assignPerson } from '../../src/projects/assign-person.js';
import { changeProject } from '../../src/projects/change-project.js';
import { completeProject } from '../../src/projects/complete-project.js';
import { createProject } from '../../src/projects/create-project.js';
import { declareSkills } from '../../src/projects/declare-skills.js';
import { updateSkill } from '../../src/taxonomy/update-skill.js';
import { reportSkill } from '../../src/validation/report-skill.js';
import { requestSession } from '../../src/mentorship/request-session.js';
import { sqlState } from '../../src/platform/errors/sqlstate.js';
import { createApiToken } from '../../src/sign-in/tokens/api-tokens.js';
import { factories } from '../factories.js';
import { propertyRuns } from '../property-runs.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';

const PEOPLE = 6;
const caller = (profileId: number) => ({ profileId, isAdmin: true, via: 'token' }) as const;

let db: TestDatabase;
let admin: number;
let skills: number[];
beforeAll(async () => {
  db = await createTestDatabase();
  const make = factories(db.database);
  admin = await make.profile({ isAdmin: true });
  skills = [await make.skill(), await make.skill(), await make.skill()];
});
afterAll(() => db.drop());

interface Team {
  projectId: number;
  people: readonly number[];
  updateId: number;
  reserve: number;
}

async function createTeam(): Promise<Team> {
  const make = factories(db.database);
  const people: number[] = [];
  for (let index = 0; index < PEOPLE; index += 1) people.push(await make.profile());
  const projectId = await make.project({ techLeadId: admin, skillIds: skills.slice(0, 2) });
  for (const profileId of people) await make.assignment({ profileId, projectId });
  const [author = 0] = people;
  const { id: updateId } = await postProgressUpdate(db.database, caller(author), { projectId, content: 'begun' });
  return { projectId, people, updateId, reserve: await make.profile() };
}

/** Changes that lock people, skills, projects and assignments in different orders. */
const CHANGES: Record<string, (team: Team, person: number) => Promise<unknown>> = {
  post: ({ projectId }, person) => postProgressUpdate(db.database, caller(person), { projectId, content: 'work' }),
  edit: ({ updateId, people }) => editProgressUpdate(db.database, caller(people[0] ?? 0), updateId, 'changed'),
  join: ({ projectId, reserve }) => assignPerson(db.database, caller(admin), projectId, { profileId: reserve, role: 'Engineer' }),
  rename: ({ projectId }) => changeProject(db.database, caller(admin), projectId, { name: 'Renamed' }),
  create: () => createProject(db.database, { name: 'Another', techLeadId: admin, skillIds: skills }),
  declare: ({ projectId }) => declareSkills(db.database, projectId, skills),
  complete: ({ projectId }) => completeProject(db.database, projectId),
  skill: () => updateSkill(db.database, skills[2] ?? 0, { category: 'Languages' }),
  title: (_team, person) => updateProfile(db.database, caller(admin), person, { title: 'Engineer' }),
  leave: ({ people }) => updateProfile(db.database, caller(admin), people[1] ?? 0, { isActive: false }),
  report: (_team, person) => reportSkill(db.database, person, { skillId: skills[0] ?? 0, suggestedProficiency: 'ADVANCED' }),
  mentor: (_team, person) => requestSession(db.database, caller(person), { mentorId: admin, sessionFocus: 'technical_guidance' }),
  token: (_team, person) => createApiToken(db.database, { name: 'script', profileId: person }),
};

it('simultaneous changes of any kinds never end as a deadlock', { timeout: 300_000 }, async () => {
  const change = fc.record({ kind: fc.constantFrom(...Object.keys(CHANGES)), person: fc.nat({ max: PEOPLE - 1 }) });
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 4, maxLength: 14 }), async (changes) => {
      const team = await createTeam();
      const ended = await Promise.allSettled(changes.map(async ({ kind, person }) => CHANGES[kind]?.(team, team.people[person] ?? 0)));
      const states = ended.flatMap((result) => (result.status === 'rejected' ? [sqlState(result.reason) ?? result.reason.code] : []));
      expect(states.filter((state) => state === undefined || /^(40|55P03|57)/.test(String(state)))).toEqual([]);
    }),
    { numRuns: propertyRuns(20) },
  );
});
