import { skill, skillPage } from '@skilltrace/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../../test/api-client.js';
import { factories } from '../../test/factories.js';

let api: TestApi;
let make: ReturnType<typeof factories>;
let asAdmin: string;
let asPerson: string;
let count = 0;
const named = (name: string) => `${name} ${count}`;

beforeAll(async () => {
  api = await createTestApi();
  make = factories(api.database);
  [asAdmin, asPerson] = [await api.tokenOf(await make.profile({ isAdmin: true })), await api.tokenOf(await make.profile())];
});
afterAll(() => api.close());

const add = async (name: string): Promise<number> => {
  count += 1;
  return make.skill(named(name));
};
const patch = (id: number, body: object, token = asAdmin) => api.call('PATCH', `/api/skills/${id}`, { token, body });
const actions = async (id: number) =>
  (
    await api.database.query<{ action: string }>(
      "SELECT action FROM audit_entries WHERE subject_type = 'skill' AND subject_id = $1 ORDER BY id",
      [id],
    )
  ).map(({ action }) => action);

describe('aliases of a skill', () => {
  test('are found by searches and imports, and each change is in the audit log', async () => {
    const id = await add('Kubernetes');
    const { status, body } = await patch(id, { aliases: [named('k8s'), named('Kube'), named('k8s')] });
    expect([status, body.aliases]).toEqual([200, [named('k8s'), named('Kube')]]);
    expect(skill.parse(body)).toEqual(body);
    const found = await api.call('GET', `/api/skills?search=${encodeURIComponent(named('k8s'))}`, { token: asPerson });
    expect(skillPage.parse(found.body).items).toMatchObject([{ id, aliases: [named('k8s'), named('Kube')] }]);
    const projects = [{ externalId: `p-${count}`, name: 'P', techLead: 'lead-of-alias@example.org', skills: [named('k8s')] }];
    const profiles = [{ email: 'lead-of-alias@example.org', name: 'Lead' }];
    const report = await api.call('POST', '/api/directory/sync', { token: asAdmin, body: { profiles, projects } });
    expect(report.body).toMatchObject({ rejected: [], renamed: [{ name: named('k8s'), currentName: named('Kubernetes') }] });
    expect((await patch(id, { aliases: [named('Kube')] })).body.aliases).toEqual([named('Kube')]);
    expect(await actions(id)).toEqual(['skill.created', 'skill.alias_added', 'skill.alias_added', 'skill.alias_removed']);
  });

  test('cannot be the name or an alias of another skill', async () => {
    const [id, other] = [await add('First'), await make.skill('Second of aliases')];
    await patch(other, { aliases: ['Other of aliases'] });
    expect(await patch(id, { aliases: ['Second of aliases'] })).toMatchObject({ status: 409, body: { reason: 'skill_name_taken' } });
    expect(await patch(id, { aliases: ['Other of aliases'] })).toMatchObject({ status: 409, body: { reason: 'former_skill_name' } });
    expect(await patch(id, { aliases: [named('First')] })).toMatchObject({ status: 409 });
    await expect(
      api.database.query("INSERT INTO skill_former_names (name, skill_id) VALUES ('Second of aliases', $1)", [id]),
    ).rejects.toMatchObject({ code: 'SK452' });
    expect((await api.call('GET', `/api/skills/${id}`, { token: asPerson })).body.aliases).toEqual([]);
  });

  test('keep the former name in a rename, which has only its own entry in the audit log', async () => {
    const id = await add('Golang');
    const { body } = await patch(id, { name: named('Go'), aliases: [named('golang')] });
    expect(body).toMatchObject({ name: named('Go').replace(/\d+$/, String(count)), aliases: [named('golang'), named('Golang')] });
    expect(await actions(id)).toEqual(['skill.created', 'skill.alias_added', 'skill.renamed']);
  });

  test('and a new skill of the same name cannot both be added simultaneously', async () => {
    for (let round = 0; round < 5; round += 1) {
      const id = await add('Racing');
      const answers = await Promise.all([
        patch(id, { aliases: [named('Wanted')] }),
        api.call('POST', '/api/skills', { token: asAdmin, body: { name: named('Wanted'), category: 'x' } }),
      ]);
      expect(answers.map(({ status }) => status).filter((status) => status === 409)).toHaveLength(1);
    }
  });

  test('are one visible line each, and only admins change them', async () => {
    const id = await add('Lines');
    for (const aliases of [[''], ['a\nb'], 'x', [null], Array.from({ length: 51 }, (_, index) => `x${index}`)])
      expect((await patch(id, { aliases })).status).toBe(400);
    await expect(api.database.query("INSERT INTO skill_former_names (name, skill_id) VALUES (E'a\\nb', $1)", [id])).rejects.toMatchObject({
      code: 'SK422',
    });
    expect((await patch(id, { aliases: [] }, asPerson)).status).toBe(403);
  });
});

describe('the description of a skill', () => {
  test('is set, changed and removed, and its text is not in the audit log', async () => {
    const created = await api.call('POST', '/api/skills', {
      token: asAdmin,
      body: { name: 'Described', category: 'x', description: 'Building things' },
    });
    expect(created).toMatchObject({ status: 201, body: { description: 'Building things', aliases: [] } });
    const { id } = created.body;
    expect((await patch(id, { description: 'Building better things' })).body.description).toBe('Building better things');
    expect((await patch(id, { category: 'y' })).body.description).toBe('Building better things');
    expect((await patch(id, { description: null })).body.description).toBeNull();
    const entries = await api.database.query("SELECT details FROM audit_entries WHERE action = 'skill.described' AND skill_id = $1", [id]);
    expect(entries).toEqual([{ details: { fields: ['description'] } }, { details: { fields: ['description'] } }]);
    for (const description of ['', 'a\nb', 'x'.repeat(301)]) expect((await patch(id, { description })).status).toBe(400);
  });

  test('loses the name of an erased person, and stays within its length', async () => {
    const email = 'pia-of-skill@example.org';
    const person = await make.profile({ email });
    await api.database.query("UPDATE profiles SET name = 'Pia Zeller' WHERE id = $1", [person]);
    const id = await add('Mentions');
    await patch(id, { description: `${'x'.repeat(99)} Pia Zeller ${'y'.repeat(183)} 12345` });
    expect((await api.call('POST', `/api/profiles/${person}/erase`, { token: asAdmin, body: { confirm: email } })).status).toBe(200);
    const { description } = (await api.call('GET', `/api/skills/${id}`, { token: asPerson })).body;
    // Cut at a space, which must not remain at the end.
    expect(description).toBe(`${'x'.repeat(99)} a former member ${'y'.repeat(183)}`);
  });
});

test('GET /api/skills shows admins, and no other people, how much each skill is used', async () => {
  const id = await add('Used');
  const person = await make.profile();
  await make.project({ techLeadId: person, skillIds: [id] });
  const archived = await make.project({ techLeadId: person, skillIds: [id] });
  await api.database.query("UPDATE projects SET status = 'archived' WHERE id = $1", [archived]);
  await api.database.query(
    "INSERT INTO employee_skills (profile_id, skill_id, proficiency_level, last_validated_at) VALUES ($1, $2, 'EXPERT', '2024-01-01')",
    [person, id],
  );
  const path = `/api/skills?search=${encodeURIComponent(named('Used'))}`;
  const { items } = (await api.call('GET', path, { token: asAdmin })).body;
  expect(items).toMatchObject([{ id, projectsDeclaring: 1, peopleValidated: 1 }]);
  const [shown] = (await api.call('GET', path, { token: asPerson })).body.items;
  expect(Object.keys(shown)).toEqual(['id', 'name', 'category', 'isActive', 'description', 'aliases', 'mergedInto']);
});
