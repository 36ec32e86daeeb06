import { skill, skillMerge, skillPage } from '@skilltrace/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../../test/api-client.js';
import { factories, ledgerFingerprint } from '../../test/factories.js';

let api: TestApi;
let make: ReturnType<typeof factories>;
let [admin, lead, person, asAdmin, asLead, asPerson] = [0, 0, 0, '', '', ''];
let count = 0;
/** The skills of a test. */
let [postgres, postgresql] = [0, 0];

beforeAll(async () => {
  api = await createTestApi();
  make = factories(api.database);
  [admin, lead, person] = [await make.profile({ isAdmin: true }), await make.profile(), await make.profile()];
  [asAdmin, asLead, asPerson] = [await api.tokenOf(admin), await api.tokenOf(lead), await api.tokenOf(person)];
});
afterAll(() => api.close());
beforeEach(async () => {
  count += 1;
  [postgres, postgresql] = [await make.skill(named('Postgres')), await make.skill(named('PostgreSQL'))];
});

const named = (name: string) => `${name} ${count}`;
const rows = <Row extends Record<string, unknown>>(sql: string, values: unknown[] = []) => api.database.query<Row>(sql, values);
const merge = (id: number, intoSkillId: number, token = asAdmin, headers = {}) =>
  api.call('POST', `/api/skills/${id}/merge`, { token, body: { intoSkillId }, headers });
const preview = (id: number, intoSkillId: number, token = asAdmin) =>
  api.call('GET', `/api/skills/${id}/merge?intoSkillId=${intoSkillId}`, { token });
const patch = (id: number, body: object) => api.call('PATCH', `/api/skills/${id}`, { token: asAdmin, body });
const read = async (id: number) => skill.parse((await api.call('GET', `/api/skills/${id}`, { token: asPerson })).body);
const sync = (body: object) => api.call('POST', '/api/directory/sync', { token: asAdmin, body });
const suggest = async (profileId: number, skillId: number, level: string, source = 'SELF_REPORT') =>
  (
    await rows<{ id: number }>(
      'INSERT INTO suggestions (profile_id, skill_id, suggested_proficiency, source) VALUES ($1, $2, $3, $4) RETURNING id',
      [profileId, skillId, level, source],
    )
  )[0]?.id ?? 0;
const decide = (suggestionId: number, action: string) =>
  api.call('POST', '/api/validation_inbox/resolve', {
    token: asAdmin,
    body: { decisions: [{ suggestionId, action, comment: 'Not used for a year.' }] },
  });
const validate = async (profileId: number, skillId: number, level: string) => decide(await suggest(profileId, skillId, level), 'APPROVE');
const levelsOf = (profileId: number) =>
  rows<{ skillId: number; level: string; by: number }>(
    'SELECT skill_id AS "skillId", proficiency_level AS level, last_validated_by_id AS by FROM employee_skills WHERE profile_id = $1 AND skill_id = ANY ($2) ORDER BY 1',
    [profileId, [postgres, postgresql]],
  );
/** The entries of the latest change in the audit log. */
const latestEntries = () =>
  rows<{ action: string; details: { before?: object; after?: object }; skillId: number; profileId: number | null }>(
    `SELECT action, details, skill_id AS "skillId", profile_id AS "profileId" FROM audit_entries
      WHERE origin_id = (SELECT max(id) FROM audit_origins) ORDER BY id`,
  );

describe('merging a skill', () => {
  test('previews and moves scopes, tags, levels and suggestions, and records it as one request in the audit log', async () => {
    const [other, both] = [await make.profile(), await make.profile()];
    const project = await make.project({ techLeadId: lead, skillIds: [postgres] });
    const archived = await make.project({ techLeadId: lead, skillIds: [postgres, postgresql] });
    await rows("UPDATE projects SET status = 'archived' WHERE id = $1", [archived]);
    await api.call('POST', `/api/projects/${project}/assignments`, {
      token: asLead,
      body: { profileId: person, role: 'Dev', tags: [named('Postgres'), 'Go', named('PostgreSQL')] },
    });
    await validate(person, postgres, 'ADVANCED');
    await validate(both, postgres, 'EXPERT');
    await validate(both, postgresql, 'NOVICE');
    await suggest(other, postgres, 'NOVICE');
    const signals = await ledgerFingerprint(api.database);
    const expected = {
      skillId: postgres,
      intoSkillId: postgresql,
      projectsDeclaring: 2,
      activeAssignmentsTagged: 1,
      levelsMoved: 1,
      levelsEnded: 1,
      suggestionsMoved: 1,
      suggestionsToDecide: 0,
      signals: 1,
    };
    expect(await preview(postgres, postgresql)).toMatchObject({ status: 200, body: expected });
    const answer = await merge(postgres, postgresql);
    expect([answer.status, skillMerge.parse(answer.body)]).toEqual([200, expected]);

    expect(await read(postgres)).toMatchObject({ isActive: false, mergedInto: { id: postgresql, name: named('PostgreSQL') } });
    expect(
      await rows('SELECT project_id, skill_id FROM project_skills WHERE project_id = ANY ($1) ORDER BY 1', [[project, archived]]),
    ).toEqual([
      { project_id: project, skill_id: postgresql },
      { project_id: archived, skill_id: postgresql },
    ]);
    expect(await rows('SELECT tags FROM assignments WHERE project_id = $1', [project])).toEqual([{ tags: ['Go', named('PostgreSQL')] }]);
    expect(await levelsOf(person)).toEqual([{ skillId: postgresql, level: 'ADVANCED', by: admin }]);
    expect(await levelsOf(both)).toEqual([{ skillId: postgresql, level: 'NOVICE', by: admin }]);
    expect(await rows("SELECT skill_id FROM suggestions WHERE profile_id = $1 AND status = 'PENDING'", [other])).toEqual([
      { skill_id: postgresql },
    ]);
    expect(await ledgerFingerprint(api.database)).toEqual(signals);

    const entries = await latestEntries();
    expect(entries.map(({ action }) => action).toSorted()).toEqual([
      'assignment.retagged',
      'project_scope.added',
      'project_scope.removed',
      'project_scope.removed',
      'skill.merged',
      'validated_skill.merged',
      'validated_skill.merged',
      'validated_skill.moved',
    ]);
    expect(entries[0]).toMatchObject({
      action: 'skill.merged',
      skillId: postgres,
      details: {
        before: { isActive: true, mergedIntoId: null },
        after: { isActive: false, mergedIntoId: postgresql, mergedInto: named('PostgreSQL'), movedSuggestions: 1 },
      },
    });
    const events = await rows(
      `SELECT kind, skill_id AS "skillId", level, by_id AS by FROM timeline_of_person($1, NULL) WHERE skill_id IS NOT NULL ORDER BY at, place, id`,
      [person],
    );
    expect(events[0]).toEqual({ kind: 'validated', skillId: postgres, level: 'ADVANCED', by: admin });
    expect(events.slice(1).toSorted((a, b) => Number(a['skillId']) - Number(b['skillId']))).toEqual([
      { kind: 'merged', skillId: postgres, level: null, by: admin },
      { kind: 'merged', skillId: postgresql, level: 'ADVANCED', by: admin },
    ]);
    const ended = entries.find(({ action, profileId }) => action === 'validated_skill.merged' && profileId === both);
    expect(ended?.details).toMatchObject({ mergedIntoId: postgresql, before: { level: 'EXPERT', validatedById: admin } });
  });

  test('leads every name of the merged skill to the other one, in searches and imports', async () => {
    await patch(postgres, { aliases: [named('pg'), named('PGSQL')] });
    await merge(postgres, postgresql);
    const search = async (text: string) =>
      skillPage
        .parse((await api.call('GET', `/api/skills?isActive=true&search=${encodeURIComponent(text)}`, { token: asPerson })).body)
        .items.map(({ id }) => id);
    for (const name of ['pg', 'PGSQL', 'Postgres']) expect(await search(named(name))).toEqual([postgresql]);

    const email = `merged-names-${count}@example.org`;
    const file = {
      skills: [
        { name: named('Postgres'), category: 'Old', isActive: true },
        { name: named('pg'), category: 'Other', isActive: false },
        { name: named('PostgreSQL'), category: 'Databases' },
      ],
      profiles: [{ email, name: 'Lead' }],
      projects: [{ externalId: `merged-${count}`, name: 'P', techLead: email, skills: [named('Postgres'), named('pg')] }],
    };
    const report = await sync(file);
    expect(report.body).toMatchObject({ rejected: [], skills: { created: 0, updated: 1, unchanged: 2 } });
    expect(report.body.renamed).toContainEqual({ name: named('pg'), currentName: named('PostgreSQL') });
    expect(await read(postgres)).toMatchObject({ isActive: false, category: 'Test' });
    expect(await read(postgresql)).toMatchObject({ isActive: true, category: 'Databases' });
    expect(
      await rows('SELECT skill_id FROM project_skills ps JOIN projects p ON p.id = ps.project_id WHERE p.external_id = $1', [
        `merged-${count}`,
      ]),
    ).toEqual([{ skill_id: postgresql }]);
    const again = await sync(file);
    expect(again.body).toMatchObject({ rejected: [], skills: { updated: 0 }, projects: { unchanged: 1 } });
  });

  test('into a third one redirects the skills that were merged into it before, without chains', async () => {
    const third = await make.skill(named('Relational databases'));
    await merge(postgres, postgresql);
    expect((await merge(postgresql, third)).status).toBe(200);
    expect(await read(postgres)).toMatchObject({ mergedInto: { id: third } });
    expect(await read(postgresql)).toMatchObject({ mergedInto: { id: third } });
    const [found] = (
      await api.call('GET', `/api/skills?isActive=true&search=${encodeURIComponent(named('Postgres'))}`, { token: asPerson })
    ).body.items;
    expect(found.id).toBe(third);
  });

  test('is refused for unknown, identical, merged and inactive skills, and for other people', async () => {
    const inactive = await make.skill(named('Inactive'), false);
    expect(await merge(postgres, 999_999)).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
    expect(await merge(999_999, postgresql)).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
    expect(await merge(postgres, postgres)).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'intoSkillId', reason: 'same_skill' }] },
    });
    expect(await merge(postgres, inactive)).toMatchObject({ status: 409, body: { code: 'SKILL_INACTIVE' } });
    expect(await merge(postgres, postgresql, asLead)).toMatchObject({ status: 403 });
    expect(await preview(postgres, postgresql, asLead)).toMatchObject({ status: 403 });
    expect((await merge(inactive, postgresql)).status).toBe(200);
    expect(await merge(inactive, postgres)).toMatchObject({
      status: 409,
      body: { reason: 'skill_already_merged', params: { skillName: named('PostgreSQL') } },
    });
    expect(await merge(postgres, inactive)).toMatchObject({ status: 409, body: { code: 'SKILL_INACTIVE' } });
    for (const ask of [preview(inactive, postgres), preview(postgres, inactive)]) expect((await ask).status).toBe(409);
  });

  test('is refused with the number of suggestions that must be decided first, and changes nothing', async () => {
    const [both, flagged, reported] = [await make.profile(), await make.profile(), await make.profile()];
    await suggest(both, postgres, 'NOVICE');
    const second = await suggest(both, postgresql, 'NOVICE');
    for (const id of [postgres, postgresql]) await validate(flagged, id, 'EXPERT');
    const flag = await suggest(flagged, postgres, 'EXPERT', 'SYSTEM_FLAG');
    await validate(reported, postgresql, 'EXPERT');
    const report = await suggest(reported, postgres, 'EXPERT');
    expect((await preview(postgres, postgresql)).body).toMatchObject({ suggestionsMoved: 3, suggestionsToDecide: 3 });
    for (const left of [3, 2, 1]) {
      expect(await merge(postgres, postgresql)).toMatchObject({
        status: 409,
        body: { code: 'ALREADY_PENDING', reason: 'suggestions_to_decide', params: { count: left } },
      });
      expect(await read(postgres)).toMatchObject({ isActive: true, mergedInto: null });
      await decide([second, flag, report][3 - left] ?? 0, 'REJECT');
    }
    expect((await merge(postgres, postgresql)).status).toBe(200);
  });

  test('happens once for a repeated Idempotency-Key', async () => {
    const key = { 'idempotency-key': `merge-${count}` };
    const [first, second] = [await merge(postgres, postgresql, asAdmin, key), await merge(postgres, postgresql, asAdmin, key)];
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(second.body).toEqual(first.body);
    expect((await merge(postgres, postgresql)).body.reason).toBe('skill_already_merged');
  });

  test('keeps what a Tech Lead withdrew: the older level of the other name ends, and no file brings it back', async () => {
    const [email, later] = [`withdrawn-${count}@example.org`, await make.profile()];
    const holder = await make.profile({ email });
    for (const [id, kept] of [
      [postgres, postgresql],
      [postgresql, postgres],
    ] as const) {
      const of = id === postgres ? holder : later;
      await validate(of, kept, 'NOVICE');
      await validate(of, id, 'EXPERT');
      await decide(await suggest(of, id, 'EXPERT', 'SYSTEM_FLAG'), 'REJECT');
    }
    await rows('DELETE FROM employee_skills WHERE profile_id = $1', [holder]);
    expect((await merge(postgres, postgresql)).body).toMatchObject({ levelsMoved: 0, levelsEnded: 1 });
    expect(await levelsOf(later)).toEqual([]);
    const lastValidatedAt = new Date().toISOString();
    const employeeSkills = [{ email, skill: named('Postgres'), proficiencyLevel: 'EXPERT', lastValidatedAt }];
    const report = await sync({ employeeSkills });
    expect(report.body.rejected).toMatchObject([{ reason: 'withdrawn_by_lead' }]);
    expect(await levelsOf(holder)).toEqual([]);
    const [restored] = await rows<{ id: number }>("SELECT id FROM suggestions WHERE profile_id = $1 AND status = 'REJECTED'", [holder]);
    expect((await api.call('POST', `/api/validation_inbox/decisions/${restored?.id}/restore`, { token: asAdmin })).status).toBe(409);
  });

  test('does not import a suggestion again that was decided under the name of the merged skill', async () => {
    const email = `decided-${count}@example.org`;
    await make.profile({ email });
    const file = { suggestions: [{ email, skill: named('Postgres'), suggestedProficiency: 'EXPERT', createdAt: '2024-01-01T00:00:00Z' }] };
    await sync(file);
    const [pending] = await rows<{ id: number }>('SELECT id FROM suggestions WHERE skill_id = $1', [postgres]);
    await decide(pending?.id ?? 0, 'REJECT');
    await merge(postgres, postgresql);
    expect((await sync(file)).body.suggestions).toMatchObject({ created: 0, unchanged: 1 });
  });
});

describe('a merged skill', () => {
  test('is reactivated as a separate skill with its own names, while nothing moves back', async () => {
    await validate(person, postgres, 'ADVANCED');
    await merge(postgres, postgresql);
    const answer = await patch(postgres, { isActive: true });
    expect(answer).toMatchObject({ status: 200, body: { isActive: true, mergedInto: null } });
    expect((await latestEntries()).map(({ action }) => action)).toEqual(['skill.activated', 'skill.unmerged']);
    expect(await levelsOf(person)).toMatchObject([{ skillId: postgresql }]);
    expect((await sync({ skills: [{ name: named('Postgres'), category: 'Own' }] })).body.skills).toMatchObject({ updated: 1 });
    expect(await read(postgres)).toMatchObject({ category: 'Own' });
    expect((await merge(postgres, postgresql)).status).toBe(200);
  });

  test('is not declared, reported or validated, even by SQL outside of the server', async () => {
    const third = await make.skill();
    const project = await make.project({ techLeadId: lead });
    await merge(postgres, postgresql);
    expect(await api.call('PUT', `/api/projects/${project}/skills`, { token: asLead, body: { skillIds: [postgres] } })).toMatchObject({
      body: { code: 'SKILL_INACTIVE' },
    });
    expect(
      await api.call('POST', '/api/suggestions', { token: asPerson, body: { skillId: postgres, suggestedProficiency: 'NOVICE' } }),
    ).toMatchObject({ body: { code: 'SKILL_INACTIVE' } });
    const refused = async (sql: string, values: unknown[], code: string) => expect(rows(sql, values)).rejects.toMatchObject({ code });
    await refused('INSERT INTO project_skills (project_id, skill_id) VALUES ($1, $2)', [project, postgres], 'SK454');
    await refused(
      "INSERT INTO employee_skills (profile_id, skill_id, proficiency_level, last_validated_at) VALUES ($1, $2, 'NOVICE', now())",
      [person, postgres],
      'SK454',
    );
    await refused(
      "INSERT INTO suggestions (profile_id, skill_id, suggested_proficiency, source) VALUES ($1, $2, 'NOVICE', 'SELF_REPORT')",
      [person, postgres],
      'SK454',
    );
    await refused('UPDATE skills SET is_active = true WHERE id = $1', [postgres], '23514');
    await refused('UPDATE skills SET merged_into_id = id, is_active = false WHERE id = $1', [third], '23514');
    await refused('UPDATE skills SET merged_into_id = $2, is_active = false WHERE id = $1', [third, postgres], 'SK453');
    await refused('UPDATE skills SET merged_into_id = $2, is_active = false WHERE id = $1', [postgresql, third], 'SK453');
    await refused(
      "INSERT INTO skills (skill_name, category, is_active, merged_into_id) VALUES ($2, 'x', false, $1)",
      [postgres, named('New')],
      'SK453',
    );
    await refused('UPDATE suggestions SET skill_id = $1', [postgresql], '42501');
    expect(await rows('SELECT move_pending_suggestions($1) AS moved', [third])).toEqual([{ moved: 0 }]);
  });
});
