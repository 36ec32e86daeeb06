import type { ProfileWithSkills, ValidationInbox } from '@skilltrace/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findDeciders } from '../../apps/web/src/features/profile/find-deciders.ts';
import { startDemoServer, type DemoServer } from '../harness/demo-server.js';

// The browser computes who can decide a suggestion. This test compares the result with the inboxes of the server.

let server: DemoServer;
beforeAll(async () => {
  server = await startDemoServer();
});
afterAll(() => server?.close());

/**
 * Adds unusual cases to the demo: each person reported every skill, one Tech Lead has left, and one Tech Lead is a member of
 * their own project.
 */
async function makeOdd(): Promise<void> {
  const { database } = server;
  await database.query(`
    INSERT INTO suggestions (profile_id, skill_id, suggested_proficiency, source)
    SELECT p.id, s.id, 'NOVICE', 'SELF_REPORT' FROM profiles p CROSS JOIN skills s ON CONFLICT DO NOTHING`);
  await database.query(`
    UPDATE projects SET tech_lead_id = (SELECT min(profile_id) FROM assignments WHERE project_id = projects.id AND ended_at IS NULL)
     WHERE id = (SELECT min(project_id) FROM assignments a JOIN projects p ON p.id = a.project_id WHERE ended_at IS NULL AND p.status = 'active')`);
  await database.query(`
    UPDATE profiles SET deactivated_at = now() WHERE id = (SELECT max(tech_lead_id) FROM projects p
     WHERE status = 'active' AND EXISTS (SELECT FROM assignments WHERE project_id = p.id AND ended_at IS NULL))`);
}

test('a profile names exactly the people who have the suggestion in their inbox, for every person and skill', async () => {
  await makeOdd();
  const signIn = await fetch(`${server.url}/api/demo_session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server.url },
    body: '{"persona":"admin"}',
  });
  const cookie = signIn.headers
    .getSetCookie()
    .map((one) => one.split(';', 1)[0])
    .join('; ');
  const admin = { cookie, origin: server.url };
  const get = async <Answer>(path: string, headers: Record<string, string>): Promise<Answer> => {
    const answer = await fetch(server.url + path, { headers });
    if (!answer.ok) throw new Error(`${path} was answered with ${answer.status}`);
    return (await answer.json()) as Answer;
  };
  const tokenOf = async (profileId: number): Promise<Record<string, string>> => {
    const answer = await fetch(`${server.url}/api/api_tokens`, {
      method: 'POST',
      headers: { ...admin, 'content-type': 'application/json' },
      body: JSON.stringify({ name: `who decides ${profileId}`, profileId }),
    });
    return { authorization: `Bearer ${((await answer.json()) as { token: string }).token}` };
  };

  // The suggestions of all inboxes: "person skill" → "lead on project", or "admins".
  const found = new Map<string, Set<string>>();
  const note = (profileId: number, skillName: string, who: string) => {
    const key = `${profileId} ${skillName}`;
    found.set(key, (found.get(key) ?? new Set()).add(who));
  };
  const leads = await server.database.query<{ id: number }>(`
    SELECT DISTINCT l.id FROM projects p JOIN profiles l ON l.id = p.tech_lead_id WHERE p.status = 'active' AND l.deactivated_at IS NULL ORDER BY 1`);
  for (const { id } of leads) {
    const inbox = await get<ValidationInbox>('/api/validation_inbox', await tokenOf(id));
    for (const { projectName, employees } of inbox.projects)
      for (const { profileId, suggestions } of employees)
        for (const { skillName } of suggestions) note(profileId, skillName, `${id} on ${projectName}`);
  }
  for (const { profileId, suggestions } of (await get<ValidationInbox>('/api/validation_inbox', admin)).unassigned)
    for (const { skillName } of suggestions) note(profileId, skillName, 'admins');

  // Admins do not see suggestions about themselves.
  const me = (await get<{ profile: { id: number } }>('/api/session', admin)).profile.id;
  const people = await server.database.query<{ id: number }>('SELECT id FROM profiles WHERE deactivated_at IS NULL AND id <> $1', [me]);
  const kinds = new Set<string>();
  let compared = 0;
  for (const { id } of people) {
    const { skills, currentAssignments } = await get<ProfileWithSkills>(`/api/profiles/${id}`, admin);
    for (const { skillName } of skills.pending) {
      const expected = findDeciders(id, currentAssignments, skillName);
      const who =
        expected.kind === 'admins' ? ['admins'] : expected.leads.flatMap((lead) => lead.projects.map((name) => `${lead.id} on ${name}`));
      expect([...(found.get(`${id} ${skillName}`) ?? [])].toSorted(), `${skillName} of ${id}`).toEqual(who.toSorted());
      kinds.add(expected.kind);
      compared += 1;
    }
  }
  expect([...kinds].toSorted()).toEqual(['admins', 'allLeads', 'leadsByTag']);
  expect(compared).toBeGreaterThan(1_000);
});
