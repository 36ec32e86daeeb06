import type { InboxEmployee, ProficiencyLevel, ValidationInbox } from '@skilltrace/contract';
import { validationInbox } from '@skilltrace/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../../test/api-client.js';
import { factories } from '../../test/factories.js';
import type { Caller } from '../platform/auth/caller.js';
import type { Connection } from '../platform/database/connection.js';
import { changeAssignment } from '../projects/change-assignment.js';
import { completeProject } from '../projects/complete-project.js';
import { updateProfile } from '../people/update-profile.js';
import { readInbox } from './read-inbox.js';

let api: TestApi;
let make: ReturnType<typeof factories>;
let lead: number;
let otherLead: number;
let admin: number;
let person: number;
let skill: { id: number; name: string };

beforeAll(async () => {
  api = await createTestApi();
  make = factories(api.database);
});
afterAll(() => api.close());
beforeEach(async () => {
  // Pending suggestions of an earlier test would be shown to the admins of the next one.
  await api.database.query(
    "UPDATE suggestions SET status = 'REJECTED', resolved_at = now(), resolved_by_id = (SELECT max(id) FROM profiles p WHERE p.id <> profile_id) WHERE status = 'PENDING'",
  );
  [lead, otherLead, person] = [
    await make.profile({ name: 'Leo' }),
    await make.profile({ name: 'Lea' }),
    await make.profile({ name: 'Pia' }),
  ];
  admin = await make.profile({ isAdmin: true });
  skill = await newSkill();
});

async function newSkill(prefix = 'Skill') {
  const name = `${prefix} ${Math.random().toString(36).slice(2)}`;
  return { id: await make.skill(name), name };
}

const caller = (profileId: number, isAdmin = false): Caller => ({ profileId, isAdmin, via: 'token' });
const inboxOf = (profileId: number) => readInbox(api.readDatabase, caller(profileId));
const inboxOfAdmin = (profileId = admin) => readInbox(api.readDatabase, caller(profileId, true));

async function suggest(
  profileId: number,
  skillId = skill.id,
  level: ProficiencyLevel = 'ADVANCED',
  source = 'SELF_REPORT',
): Promise<number> {
  const [row] = await api.database.query<{ id: number }>(
    'INSERT INTO suggestions (profile_id, skill_id, suggested_proficiency, source) VALUES ($1, $2, $3, $4) RETURNING id',
    [profileId, skillId, level, source],
  );
  return row?.id ?? 0;
}

async function placed(fields: { on?: number; techLeadId?: number; profileId?: number; tags?: string[]; endedAt?: string }) {
  const projectId = fields.on ?? (await make.project({ techLeadId: fields.techLeadId ?? lead }));
  const assignmentId = await make.assignment({ profileId: person, tags: [skill.name], ...fields, projectId });
  return { projectId, assignmentId };
}

/** Where each suggestion is shown: project, person, suggestion. */
const places = ({ projects }: ValidationInbox) =>
  projects.flatMap(({ projectId, employees }) =>
    employees.flatMap(({ profileId, suggestions }) => suggestions.map(({ id }) => [projectId, profileId, id])),
  );
const idsOf = (employees: InboxEmployee[]) => employees.flatMap(({ suggestions }) => suggestions.map(({ id }) => id));

describe('routing of suggestions', () => {
  test('shows a suggestion only under the project whose assignment is tagged with the skill', async () => {
    const tagged = await placed({});
    await placed({ tags: ['Something else'] });
    await placed({ techLeadId: otherLead, tags: [] });
    const id = await suggest(person);
    expect(places(await inboxOf(lead))).toEqual([[tagged.projectId, person, id]]);
    expect(await inboxOf(otherLead)).toEqual({ projects: [], unassigned: [] });
    expect(await inboxOfAdmin()).toEqual({ projects: [], unassigned: [] });
  });

  test.each([
    ['a different case', (name: string) => name.toUpperCase()],
    ['an additional space', (name: string) => `${name.slice(0, 1)} ${name.slice(1)}`],
    ['an additional character', (name: string) => `${name}2`],
    ['only a part of the name', (name: string) => name.slice(0, -1)],
  ])('ignores a tag with %s', async (_, wrong) => {
    const exact = await placed({ techLeadId: otherLead });
    await placed({ tags: [wrong(skill.name)] });
    const id = await suggest(person);
    expect(places(await inboxOf(lead))).toEqual([]);
    expect(places(await inboxOf(otherLead))).toEqual([[exact.projectId, person, id]]);
  });

  test('shows a suggestion under all projects of the person if no assignment has the tag', async () => {
    const [first, second, third] = [
      await placed({ tags: [] }),
      await placed({ tags: [skill.name.toUpperCase(), 'x'] }),
      await placed({ techLeadId: otherLead, tags: [] }),
    ];
    const id = await suggest(person);
    expect(new Set(places(await inboxOf(lead)).map(String))).toEqual(
      new Set([first, second].map(({ projectId }) => String([projectId, person, id]))),
    );
    expect(places(await inboxOf(otherLead))).toEqual([[third.projectId, person, id]]);
  });

  test('shows a suggestion that is tagged on several projects to each Tech Lead with the same id and evidence', async () => {
    await placed({});
    await placed({});
    await placed({ techLeadId: otherLead });
    await placed({ techLeadId: otherLead, tags: [] });
    const id = await suggest(person);
    const [mine, theirs] = [await inboxOf(lead), await inboxOf(otherLead)];
    expect(mine.projects.flatMap(({ employees }) => idsOf(employees))).toEqual([id, id]);
    expect(theirs.projects.flatMap(({ employees }) => idsOf(employees))).toEqual([id]);
    const shown = [...mine.projects, ...theirs.projects].flatMap(({ employees }) => employees.flatMap(({ suggestions }) => suggestions));
    expect(shown[1]).toEqual(shown[0]);
    expect(shown[2]).toEqual(shown[0]);
  });

  test('routes each skill of a person independently', async () => {
    const untagged = await newSkill();
    const here = await placed({});
    const there = await placed({ techLeadId: otherLead, tags: [] });
    const [taggedId, untaggedId] = [await suggest(person), await suggest(person, untagged.id)];
    expect(new Set(places(await inboxOf(lead)).map(([, , id]) => id))).toEqual(new Set([taggedId, untaggedId]));
    expect(places(await inboxOf(otherLead))).toEqual([[there.projectId, person, untaggedId]]);
    expect(here.projectId).not.toBe(there.projectId);
  });

  test('ignores an ended assignment and its tags', async () => {
    const ended = await placed({ techLeadId: otherLead });
    const active = await placed({ tags: [] });
    const id = await suggest(person);
    expect(places(await inboxOf(lead))).toEqual([]);
    await changeAssignment(api.database, caller(otherLead), ended.assignmentId, { endedAt: new Date().toISOString() });
    expect(places(await inboxOf(lead))).toEqual([[active.projectId, person, id]]);
    expect(places(await inboxOf(otherLead))).toEqual([]);
  });

  test('ignores completed and archived projects', async () => {
    const completed = await placed({});
    const archived = await placed({});
    const active = await placed({ techLeadId: otherLead, tags: [] });
    const id = await suggest(person);
    await completeProject(api.database, completed.projectId);
    await api.database.query("UPDATE projects SET status = 'archived' WHERE id = $1", [archived.projectId]);
    expect(places(await inboxOf(lead))).toEqual([]);
    expect(places(await inboxOf(otherLead))).toEqual([[active.projectId, person, id]]);
  });

  test('shows a suggestion of a person without assignments only to admins', async () => {
    const id = await suggest(person);
    await placed({ profileId: await make.profile() });
    expect(await inboxOf(lead)).toEqual({ projects: [], unassigned: [] });
    const inbox = await inboxOfAdmin();
    expect(inbox.projects).toEqual([]);
    expect(inbox.unassigned).toMatchObject([
      { profileId: person, name: 'Pia', role: null, pendingSuggestionsCount: 1, suggestions: [{ id }] },
    ]);
  });

  test('shows a suggestion under other projects or to admins after its Tech Lead has left', async () => {
    const { projectId } = await placed({ techLeadId: otherLead });
    const id = await suggest(person);
    await updateProfile(api.database, caller(admin, true), otherLead, { isActive: false });
    expect(await inboxOf(otherLead)).toEqual({ projects: [], unassigned: [] });
    expect(idsOf((await inboxOfAdmin()).unassigned)).toEqual([id]);
    const untagged = await placed({ tags: [] });
    expect((await inboxOfAdmin()).unassigned).toEqual([]);
    expect(places(await inboxOf(lead))).toEqual([[untagged.projectId, person, id]]);
    await api.database.query('UPDATE projects SET tech_lead_id = $2 WHERE id = $1', [projectId, lead]);
    expect(places(await inboxOf(lead))).toEqual([[projectId, person, id]]);
  });

  test('still shows the suggestion of a person who has left', async () => {
    await placed({});
    const id = await suggest(person);
    await updateProfile(api.database, caller(admin, true), person, { isActive: false });
    expect(places(await inboxOf(lead))).toEqual([]);
    expect(idsOf((await inboxOfAdmin()).unassigned)).toEqual([id]);
  });

  test('does not show Tech Leads and admins their own suggestions', async () => {
    await placed({ profileId: lead });
    const onOwn = await suggest(lead);
    expect(await inboxOf(lead)).toEqual({ projects: [], unassigned: [] });
    expect(idsOf((await inboxOfAdmin()).unassigned)).toEqual([onOwn]);
    const elsewhere = await placed({ profileId: lead, techLeadId: otherLead, tags: [] });
    expect(await inboxOf(lead)).toEqual({ projects: [], unassigned: [] });
    expect(places(await inboxOf(otherLead))).toEqual([[elsewhere.projectId, lead, onOwn]]);
    expect((await inboxOfAdmin()).unassigned).toEqual([]);

    const ofAdmin = await suggest(admin);
    expect((await inboxOfAdmin()).unassigned).toEqual([]);
    expect(idsOf((await inboxOfAdmin(await make.profile({ isAdmin: true }))).unassigned)).toEqual([ofAdmin]);
  });

  test('shows admins only the projects that they lead', async () => {
    await placed({});
    const { projectId } = await placed({ techLeadId: admin });
    const id = await suggest(person);
    expect(await inboxOfAdmin()).toMatchObject({ projects: [{ projectId }], unassigned: [] });
    expect(places(await inboxOf(lead)).map(([, , shown]) => shown)).toEqual([id]);
  });

  test('still shows a suggestion after its skill was deactivated', async () => {
    await placed({});
    const id = await suggest(person);
    await api.database.query('UPDATE skills SET is_active = false WHERE id = $1', [skill.id]);
    expect(places(await inboxOf(lead)).map(([, , shown]) => shown)).toEqual([id]);
  });

  test('removes a decided suggestion from every inbox', async () => {
    await placed({});
    await placed({ techLeadId: otherLead });
    const [id, kept] = [await suggest(person), await suggest(person, (await newSkill()).id)];
    const token = await api.tokenOf(otherLead);
    const answer = await api.call('POST', '/api/validation_inbox/resolve', {
      token,
      body: { decisions: [{ suggestionId: id, action: 'REJECT' }] },
    });
    expect(answer).toMatchObject({ status: 200, body: { success: true } });
    for (const profileId of [lead, otherLead]) expect(places(await inboxOf(profileId)).map(([, , shown]) => shown)).toEqual([kept]);
  });
});

describe('the contents of the inbox', () => {
  test('include all fields of a suggestion, its person and its project', async () => {
    const projectId = await make.project({ techLeadId: lead, name: 'Atlas' });
    await api.database.query("UPDATE profiles SET avatar_url = 'https://example.org/pia.png' WHERE id = $1", [person]);
    await placed({ on: projectId });
    await api.database.query("UPDATE assignments SET role = 'Cartographer' WHERE profile_id = $1", [person]);
    await api.database.query(
      `INSERT INTO employee_skills (profile_id, skill_id, proficiency_level, last_validated_at, last_validated_by_id)
       VALUES ($1, $2, 'INTERMEDIATE', '2024-05-06T07:08:09.120Z', $3)`,
      [person, skill.id, otherLead],
    );
    const id = await suggest(person, skill.id, 'EXPERT', 'SYSTEM_FLAG');
    await api.database.query('UPDATE skills SET category = $2 WHERE id = $1', [skill.id, 'Maps']);
    const { status, body } = await api.call('GET', '/api/validation_inbox', { token: await api.tokenOf(lead) });
    expect(status).toBe(200);
    expect(body).toEqual({
      projects: [
        {
          projectId,
          projectName: 'Atlas',
          pendingSuggestionsCount: 1,
          employees: [
            {
              profileId: person,
              name: 'Pia',
              avatarUrl: 'https://example.org/pia.png',
              role: 'Cartographer',
              pendingSuggestionsCount: 1,
              suggestions: [
                {
                  id,
                  skillId: skill.id,
                  skillName: skill.name,
                  category: 'Maps',
                  source: 'SYSTEM_FLAG',
                  suggestedProficiency: 'EXPERT',
                  currentProficiency: 'INTERMEDIATE',
                  lastValidatedAt: '2024-05-06T07:08:09.120Z',
                  lastValidatedBy: { id: otherLead, name: 'Lea' },
                  imported: null,
                  createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
                  evidence: { signalsSinceValidation: 0, signals: 0, lastSignalAt: null, weekly: Array(26).fill(0), recent: [] },
                },
              ],
            },
          ],
        },
      ],
      unassigned: [],
    });
  });

  test('have null for a skill that was never validated, and for a validation without a validator', async () => {
    const imported = await newSkill();
    await placed({ tags: [] });
    await suggest(person);
    await suggest(person, imported.id);
    await api.database.query(
      "INSERT INTO employee_skills (profile_id, skill_id, proficiency_level, last_validated_at) VALUES ($1, $2, 'NOVICE', '2024-01-01')",
      [person, imported.id],
    );
    const inbox = await inboxOf(lead);
    const shown = new Map(inbox.projects[0]?.employees[0]?.suggestions.map((suggestion) => [suggestion.skillId, suggestion]));
    expect(shown.get(skill.id)).toMatchObject({ currentProficiency: null, lastValidatedAt: null, lastValidatedBy: null });
    expect(shown.get(imported.id)).toMatchObject({
      currentProficiency: 'NOVICE',
      lastValidatedAt: '2024-01-01T00:00:00.000Z',
      lastValidatedBy: null,
    });
  });

  test('are ordered by name and then by id, with the number of suggestions', async () => {
    const names = ['d', 'A', 'ç', 'b', 'Z', 'É'];
    const order = ['A', 'b', 'ç', 'd', 'É', 'Z'];
    const people = [];
    for (const name of [...names, 'same', 'same']) people.push(await make.profile({ name }));
    const skills = [];
    for (const name of names) skills.push(await newSkill(name));
    for (const name of [...names, 'same', 'same']) {
      const on = await make.project({ techLeadId: lead, name });
      for (const profileId of people.toReversed()) await placed({ on, profileId, tags: [] });
    }
    for (const profileId of people.toReversed()) for (const { id } of skills) await suggest(profileId, id);
    const inbox = await inboxOf(lead);
    validationInbox.parse(inbox);
    expect(inbox.projects).toHaveLength(8);
    expect(inbox.projects.map(({ projectName }) => projectName).filter((name) => name !== 'same')).toEqual(order);
    const sameName = inbox.projects.filter(({ projectName }) => projectName === 'same').map(({ projectId }) => projectId);
    expect(sameName).toEqual(sameName.toSorted((one, other) => one - other));
    for (const project of inbox.projects) {
      expect(project.pendingSuggestionsCount).toBe(48);
      expect(project.employees.map(({ name }) => name).filter((name) => name !== 'same')).toEqual(order);
      const same = project.employees.filter(({ name }) => name === 'same').map(({ profileId }) => profileId);
      expect(same).toEqual(people.slice(-2));
      for (const employee of project.employees) {
        expect(employee.pendingSuggestionsCount).toBe(6);
        expect(employee.suggestions.map(({ skillName }) => skillName.split(' ')[0])).toEqual(order);
      }
    }
  });

  test('are read with one statement for any number of suggestions', async () => {
    const counted = async (isAdmin: boolean) => {
      let statements = 0;
      const counting: Connection = {
        query: (...call) => ((statements += 1), api.readDatabase.query(...call)),
        transaction: () => {
          throw new Error('Reading needs no transaction');
        },
      };
      await readInbox(counting, caller(lead, isAdmin));
      return statements;
    };
    expect([await counted(false), await counted(true)]).toEqual([1, 1]);
    for (let number = 0; number < 8; number += 1) {
      const profileId = await make.profile();
      await placed({ profileId });
      await suggest(profileId);
      await suggest(await make.profile());
    }
    expect([await counted(false), await counted(true)]).toEqual([1, 1]);
  });
});

describe('GET /api/validation_inbox', () => {
  const as = async (profileId: number) => api.call('GET', '/api/validation_inbox', { token: await api.tokenOf(profileId) });

  test('requires a Tech Lead or an admin', async () => {
    await placed({});
    await suggest(person);
    expect((await api.call('GET', '/api/validation_inbox')).status).toBe(401);
    for (const profileId of [person, otherLead]) expect(await as(profileId)).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
    expect((await as(lead)).body).toEqual(await inboxOf(lead));
    expect(await as(admin)).toMatchObject({ status: 200, body: { projects: [], unassigned: [] } });
  });

  test('returns empty lists if there is nothing to decide', async () => {
    await placed({});
    expect(await as(lead)).toMatchObject({ status: 200, body: { projects: [], unassigned: [] } });
  });

  test('does not show unassigned people to Tech Leads', async () => {
    await placed({ profileId: await make.profile() });
    await suggest(person);
    expect((await as(lead)).body).toEqual({ projects: [], unassigned: [] });
    expect((await as(admin)).body).toMatchObject({ unassigned: [{ profileId: person, role: null }] });
  });
});
