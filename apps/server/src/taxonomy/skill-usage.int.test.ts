import { skillUsage } from '@skilltrace/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../../test/api-client.js';
import { factories } from '../../test/factories.js';

let api: TestApi;
let make: ReturnType<typeof factories>;
let lead: number;
let asAdmin: string;

beforeAll(async () => {
  api = await createTestApi();
  make = factories(api.database);
  lead = await make.profile();
  asAdmin = await api.tokenOf(await make.profile({ isAdmin: true }));
});
afterAll(() => api.close());

const usageOf = (id: number, token = asAdmin) => api.call('GET', `/api/skills/${id}/usage`, { token });

test('the usage of a new skill is zero', async () => {
  const skillId = await make.skill();
  const { status, body } = await usageOf(skillId);
  expect([status, body]).toEqual([
    200,
    { skillId, activeAssignmentsTagged: 0, projectsDeclaring: 0, peopleValidated: 0, pendingSuggestions: 0, signals: 0 },
  ]);
  expect(skillUsage.parse(body)).toEqual(body);
});

test('the usage counts only records of this skill', async () => {
  const [skillId, other] = [await make.skill('React'), await make.skill('react')];
  const people = [await make.profile(), await make.profile(), await make.profile()] as const;
  const project = (skillIds: number[]) => make.project({ techLeadId: lead, skillIds });
  const [active, archived, completed] = [await project([skillId, other]), await project([skillId]), await project([skillId])];
  await project([other]);
  const assign = (profileId: number, projectId: number, tags: string[], endedAt?: string) =>
    make.assignment({ profileId, projectId, tags, endedAt });
  await assign(people[0], active, ['React', 'CSS']);
  await assign(people[1], archived, ['React']);
  await assign(people[2], active, ['react', 'React Native']);
  await assign(people[0], completed, ['React'], '2021-01-01T00:00:00Z');
  for (const userId of [people[0], people[2]])
    await api.call('POST', '/api/progress_updates', { token: asAdmin, body: { projectId: active, userId, content: 'work' } });
  await api.database.query("UPDATE projects SET status = 'archived' WHERE id = $1", [archived]);
  await api.database.query("UPDATE projects SET status = 'completed', completed_at = now() WHERE id = $1", [completed]);
  for (const [person, skill] of [
    [people[0], skillId],
    [people[1], skillId],
    [people[0], other],
  ]) {
    await api.database.query(
      "INSERT INTO employee_skills (profile_id, skill_id, proficiency_level, last_validated_at) VALUES ($1, $2, 'EXPERT', '2024-01-01')",
      [person, skill],
    );
  }
  await api.database.query(
    `INSERT INTO suggestions (profile_id, skill_id, suggested_proficiency, status, source, resolved_at, resolved_by_id)
     VALUES ($1, $3, 'EXPERT', 'PENDING', 'SELF_REPORT', NULL, NULL), ($1, $4, 'EXPERT', 'PENDING', 'SELF_REPORT', NULL, NULL),
            ($2, $3, 'EXPERT', 'REJECTED', 'SELF_REPORT', now(), $5)`,
    [people[0], people[1], skillId, other, lead],
  );
  expect((await usageOf(skillId)).body).toEqual({
    skillId,
    activeAssignmentsTagged: 2,
    projectsDeclaring: 1,
    peopleValidated: 2,
    pendingSuggestions: 1,
    signals: 2,
  });
});

test('the usage counts exactly the assignments that a rename changes', async () => {
  const [skillId, projectId] = [await make.skill('Vue'), await make.project({ techLeadId: lead })];
  for (const tags of [['Vue'], ['Vue', 'CSS'], ['CSS']]) await make.assignment({ profileId: await make.profile(), projectId, tags });
  const { activeAssignmentsTagged } = (await usageOf(skillId)).body;
  await api.call('PATCH', `/api/skills/${skillId}`, { token: asAdmin, body: { name: 'Vue 3' } });
  const renamed = await api.database.query("SELECT FROM assignments WHERE 'Vue 3' = ANY (tags)");
  expect([activeAssignmentsTagged, renamed.length]).toEqual([2, 2]);
  expect((await usageOf(skillId)).body.activeAssignmentsTagged).toBe(2);
});

test('the usage is only for admins, and only for an existing skill', async () => {
  const skillId = await make.skill();
  expect((await usageOf(skillId, await api.tokenOf(lead))).status).toBe(403);
  expect((await usageOf(999_999_999)).status).toBe(404);
  expect((await api.call('GET', '/api/skills/x/usage', { token: asAdmin })).status).toBe(400);
});
