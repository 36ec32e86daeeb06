import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../../test/api-client.js';
import { factories } from '../../test/factories.js';
import { sentStatements } from '../../test/sent-statements.js';

let api: TestApi;
let make: ReturnType<typeof factories>;
let person: number;
let lead: number;

beforeAll(async () => {
  api = await createTestApi();
  make = factories(api.database);
});
afterAll(() => api.close());
beforeEach(async () => {
  [person, lead] = [await make.profile({ name: 'Pia', email: `pia-${Math.random()}@example.org` }), await make.profile({ name: 'Leo' })];
});

const readAs = async (callerId: number, id = person) => api.call('GET', `/api/profiles/${id}`, { token: await api.tokenOf(callerId) });
const validate = (skillId: number, level: string, at: string, by: number | null) =>
  api.database.query(
    'INSERT INTO employee_skills (profile_id, skill_id, proficiency_level, last_validated_at, last_validated_by_id) VALUES ($1, $2, $3, $4, $5)',
    [person, skillId, level, at, by],
  );

describe('GET /api/profiles/:id', () => {
  test('returns the header, the skill tiers and the current assignments', async () => {
    const unique = Math.random().toString(36).slice(2);
    const core = await make.skill(`B core ${unique}`);
    const second = await make.skill(`A core ${unique}`);
    const other = await make.skill(`Other ${unique}`, false);
    const pending = await make.skill(`Pending ${unique}`);
    const decided = await make.skill(`Decided ${unique}`);
    await validate(core, 'ADVANCED', '2024-05-06T07:08:09Z', lead);
    await validate(second, 'NOVICE', '2024-05-06T07:08:09.120Z', null);
    await validate(other, 'EXPERT', '2023-01-01T00:00:00Z', lead);
    const [suggestion] = await api.database.query<{ id: number }>(
      `INSERT INTO suggestions (profile_id, skill_id, suggested_proficiency, source, status, created_at, resolved_at, resolved_by_id)
       VALUES ($1, $2, 'NOVICE', 'SELF_REPORT', 'PENDING', '2025-01-01', NULL, NULL), ($1, $3, 'NOVICE', 'SELF_REPORT', 'REJECTED', '2025-01-01', now(), $4) RETURNING id`,
      [person, pending, decided, lead],
    );
    const project = await make.project({ techLeadId: lead, name: `On ${unique}` });
    const past = await make.project({ techLeadId: lead });
    const archived = await make.project({ techLeadId: lead });
    const tags = [`B core ${unique}`, `A core ${unique}`, 'Nonsense, "quoted"'];
    const assignmentId = await make.assignment({ profileId: person, projectId: project, tags, startedAt: '2024-01-01T00:00:00Z' });
    await make.assignment({ profileId: person, projectId: past, tags: [`Other ${unique}`], endedAt: '2021-01-01T00:00:00Z' });
    await make.assignment({ profileId: person, projectId: archived, tags: [`Other ${unique}`] });
    await api.database.query("UPDATE projects SET status = 'archived' WHERE id = $1", [archived]);

    const { status, body } = await readAs(person);
    expect(status).toBe(200);
    expect(body).toEqual({
      id: person,
      name: 'Pia',
      title: null,
      avatarUrl: null,
      email: expect.stringMatching(/^pia-/),
      isAdmin: false,
      isActive: true,
      createdAt: expect.stringMatching(/\.\d{3}Z$/),
      erasedAt: null,
      sharesValidatedSkills: false,
      language: null,
      skills: {
        coreStack: [
          {
            skillId: second,
            skillName: `A core ${unique}`,
            category: 'Test',
            isActive: true,
            proficiencyLevel: 'NOVICE',
            lastValidatedAt: '2024-05-06T07:08:09.120Z',
            lastValidatedBy: null,
            imported: null,
          },
          {
            skillId: core,
            skillName: `B core ${unique}`,
            category: 'Test',
            isActive: true,
            proficiencyLevel: 'ADVANCED',
            lastValidatedAt: '2024-05-06T07:08:09.000Z',
            lastValidatedBy: { id: lead, name: 'Leo' },
            imported: null,
          },
        ],
        validatedInventory: [
          {
            skillId: other,
            skillName: `Other ${unique}`,
            category: 'Test',
            isActive: false,
            proficiencyLevel: 'EXPERT',
            lastValidatedAt: '2023-01-01T00:00:00.000Z',
            lastValidatedBy: { id: lead, name: 'Leo' },
            imported: null,
          },
        ],
        pending: [
          {
            suggestionId: suggestion?.id,
            skillId: pending,
            skillName: `Pending ${unique}`,
            category: 'Test',
            source: 'SELF_REPORT',
            suggestedProficiency: 'NOVICE',
            createdAt: '2025-01-01T00:00:00.000Z',
          },
        ],
      },
      currentAssignments: [
        {
          assignmentId,
          projectId: project,
          projectName: `On ${unique}`,
          role: 'Engineer',
          tags,
          startedAt: '2024-01-01T00:00:00.000Z',
          techLead: { id: lead, name: 'Leo', isActive: true },
          assignedBy: null,
        },
      ],
    });
  });

  test('returns empty lists for a new person', async () => {
    expect((await readAs(person)).body).toMatchObject({
      skills: { coreStack: [], validatedInventory: [], pending: [] },
      currentAssignments: [],
    });
  });

  test('shows that a Tech Lead has left', async () => {
    await make.assignment({ profileId: person, projectId: await make.project({ techLeadId: lead }) });
    await api.database.query('UPDATE profiles SET deactivated_at = now() WHERE id = $1', [lead]);
    expect((await readAs(person)).body.currentAssignments).toMatchObject([{ techLead: { id: lead, isActive: false } }]);
  });

  test('is visible to the person, Tech Leads of active projects and admins', async () => {
    const [admin, member, otherLead, formerLead] = [
      await make.profile({ isAdmin: true }),
      await make.profile(),
      await make.profile(),
      await make.profile(),
    ];
    const projectId = await make.project({ techLeadId: lead });
    await make.project({ techLeadId: otherLead });
    for (const profileId of [person, member]) await make.assignment({ profileId, projectId });
    for (const status of ['completed', 'archived']) {
      const past = await make.project({ techLeadId: formerLead });
      await make.assignment({ profileId: person, projectId: past });
      await api.database.query('UPDATE projects SET status = $2, completed_at = now() WHERE id = $1', [past, status]);
    }
    for (const callerId of [person, lead, otherLead, admin]) expect((await readAs(callerId)).status).toBe(200);
    for (const callerId of [member, formerLead]) expect(await readAs(callerId)).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
    expect((await readAs(person, lead)).status).toBe(403);
    expect((await readAs(admin, 999_999_999)).status).toBe(404);
    expect((await api.call('GET', `/api/profiles/${person}`)).status).toBe(401);
  });

  test('shows email, admin rights and sharing only to the person and admins, and pending suggestions also to the deciding Tech Lead', async () => {
    const [admin, otherLead] = [await make.profile({ isAdmin: true }), await make.profile()];
    const [here, there] = [await make.project({ techLeadId: lead }), await make.project({ techLeadId: otherLead })];
    const name = `Routed ${Math.random()}`;
    const [routed, open] = [await make.skill(name), await make.skill()];
    await make.assignment({ profileId: person, projectId: here, tags: [name] });
    await make.assignment({ profileId: person, projectId: there });
    await api.database.query(
      "INSERT INTO suggestions (profile_id, skill_id, suggested_proficiency, source) SELECT $1, unnest($2::bigint[]), 'NOVICE', 'SELF_REPORT'",
      [person, [routed, open]],
    );
    const seenBy = async (callerId: number) => {
      const { body } = await readAs(callerId);
      return {
        account: ['email', 'isAdmin', 'sharesValidatedSkills'].filter((field) => field in body),
        pending: body.skills.pending.map(({ skillId }: { skillId: number }) => skillId).toSorted(),
      };
    };
    const account = ['email', 'isAdmin', 'sharesValidatedSkills'];
    expect(await seenBy(person)).toEqual({ account, pending: [routed, open] });
    expect(await seenBy(admin)).toEqual({ account, pending: [routed, open] });
    expect(await seenBy(lead)).toEqual({ account: [], pending: [routed, open] });
    expect(await seenBy(otherLead)).toEqual({ account: [], pending: [open] });
    const elsewhere = await make.profile();
    await make.project({ techLeadId: elsewhere });
    expect(await seenBy(elsewhere)).toEqual({ account: [], pending: [] });
  });

  test('is visible to all signed-in people if the person shares validated skills, without pending suggestions', async () => {
    const [skillId, stranger] = [await make.skill(), await make.profile()];
    await validate(skillId, 'EXPERT', '2024-05-06T07:08:09Z', lead);
    await api.database.query(
      "INSERT INTO suggestions (profile_id, skill_id, suggested_proficiency, source) VALUES ($1, $2, 'NOVICE', 'SELF_REPORT')",
      [person, await make.skill()],
    );
    const set = (column: string) => api.database.query(`UPDATE profiles SET ${column} WHERE id = $1`, [person]);
    expect((await readAs(stranger)).status).toBe(403);
    await set('shares_validated_skills = true');
    const { status, body } = await readAs(stranger);
    expect(status).toBe(200);
    expect(body.skills).toMatchObject({ validatedInventory: [{ skillId, proficiencyLevel: 'EXPERT' }], pending: [] });
    expect(Object.keys(body)).not.toContain('email');
    const token = await api.tokenOf(stranger);
    for (const chart of ['distribution', 'momentum', 'activity', 'summary', 'calendar'])
      expect((await api.call('GET', `/api/users/${person}/skills/${chart}`, { token })).status, chart).toBe(403);
    await set('deactivated_at = now()');
    expect((await readAs(stranger)).status).toBe(403);
  });

  test('shows who assigned the person', async () => {
    const projectId = await make.project({ techLeadId: lead });
    const token = await api.tokenOf(lead);
    await api.call('POST', `/api/projects/${projectId}/assignments`, { token, body: { profileId: person, role: 'Engineer' } });
    expect((await readAs(person)).body.currentAssignments).toMatchObject([{ projectId, assignedBy: { id: lead, name: 'Leo' } }]);
  });

  test('sends one statement besides those of the access check', async () => {
    const token = await api.tokenOf(person);
    const statements = await sentStatements(async () => {
      expect((await api.call('GET', `/api/profiles/${person}`, { token })).status).toBe(200);
    });
    expect(statements.filter((text) => !text.includes('api_tokens'))).toHaveLength(1);
  });
});
