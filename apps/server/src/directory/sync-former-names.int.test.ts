import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../../test/api-client.js';
import { factories, readLedger } from '../../test/factories.js';
import { syncDirectory } from './sync-directory.js';

let api: TestApi;
let asAdmin: string;
let n = 0;

beforeAll(async () => {
  api = await createTestApi();
  asAdmin = await api.tokenOf(await factories(api.database).profile({ isAdmin: true }));
});
afterAll(() => api.close());

const sync = (file: object) => syncDirectory(api.database, file);
const rows = (sql: string, parameters: unknown[] = []) => api.database.query<any>(sql, parameters);
const idOf = async (name: string) => (await rows('SELECT id FROM skills WHERE skill_name = $1', [name]))[0]?.id;
const rename = async (before: string, after: string) =>
  api.call('PATCH', `/api/skills/${await idOf(before)}`, { token: asAdmin, body: { name: after } });
const formerNames = async (name: string) => (await api.call('GET', `/api/skills/${await idOf(name)}`, { token: asAdmin })).body.aliases;
const unique = () => {
  n += 1;
  return (name: string) => `${name} ${n}`;
};

/** A file that uses a skill in every section. */
function fileWith(skill: string, run = n) {
  const email = (name: string) => `${name}.${run}@example.org`;
  return {
    skills: [{ name: skill, category: 'Languages' }],
    profiles: [
      { email: email('lead'), name: 'Lead' },
      { email: email('ann'), name: 'Ann' },
    ],
    projects: [{ externalId: `project-${run}`, name: 'Project', techLead: email('lead'), skills: [skill] }],
    assignments: [
      { email: email('ann'), projectExternalId: `project-${run}`, role: 'Dev', tags: [skill], startedAt: '2023-01-01T00:00:00Z' },
      {
        email: email('ann'),
        projectExternalId: `project-${run}`,
        role: 'Dev',
        tags: [skill],
        startedAt: '2021-01-01T00:00:00Z',
        endedAt: '2022-01-01T00:00:00Z',
      },
    ],
    employeeSkills: [{ email: email('ann'), skill, proficiencyLevel: 'ADVANCED', lastValidatedAt: '2024-01-01T00:00:00Z' }],
    suggestions: [{ email: email('ann'), skill, suggestedProficiency: 'EXPERT' }],
  };
}
const everything = async () =>
  Promise.all(
    ['skills', 'project_skills', 'assignments', 'employee_skills', 'suggestions', 'skill_former_names'].map((table) =>
      rows(`SELECT t::text AS row FROM ${table} t ORDER BY 1`),
    ),
  );

describe('a file that uses a former skill name', () => {
  test('changes the renamed skill and reports the current name', async () => {
    const named = unique();
    const file = fileWith(named('Go'));
    await sync(file);
    await rename(named('Go'), named('Golang'));
    const before = [await everything(), await readLedger(api.database)];
    const report = await sync(file);
    expect(report).toMatchObject({
      skills: { created: 0, updated: 0, unchanged: 1 },
      projects: { updated: 0, unchanged: 1 },
      assignments: { updated: 0, unchanged: 2 },
      employeeSkills: { created: 0, unchanged: 1 },
      suggestions: { created: 0, unchanged: 1 },
      rejected: [],
      renamed: [{ name: named('Go'), currentName: named('Golang') }],
    });
    expect([await everything(), await readLedger(api.database)]).toEqual(before);
    expect((await sync({ skills: [{ name: named('Go'), category: 'Other' }] })).skills).toMatchObject({ created: 0, updated: 1 });
    expect(await rows('SELECT category FROM skills WHERE skill_name = $1', [named('Golang')])).toEqual([{ category: 'Other' }]);
  });

  test('tags new assignments with the current name', async () => {
    const named = unique();
    await sync({ skills: [{ name: named('Go'), category: 'x' }] });
    await rename(named('Go'), named('Golang'));
    const file = fileWith(named('Go'));
    const [current] = file.assignments;
    await sync({ ...file, assignments: [{ ...current, tags: [named('Go'), named('Golang'), 'other'] }] });
    expect(
      await rows('SELECT a.tags FROM assignments a JOIN projects p ON p.id = a.project_id WHERE p.external_id = $1', [`project-${n}`]),
    ).toEqual([{ tags: [named('Golang'), 'other'] }]);
  });

  test('rejects contradictory entries with the former and the current name', async () => {
    const named = unique();
    await sync({ skills: [{ name: named('Go'), category: 'x' }] });
    await rename(named('Go'), named('Golang'));
    const both = (category: string) => [
      { name: named('Go'), category: 'x' },
      { name: named('Golang'), category },
    ];
    expect((await sync({ skills: both('x') })).skills).toMatchObject({ unchanged: 2 });
    expect((await sync({ skills: both('y') })).skills).toMatchObject({ unchanged: 0, updated: 0, rejected: 2 });
  });
});

describe('renaming a skill', () => {
  test('keeps every former name, and frees a name when it becomes the current name again', async () => {
    const named = unique();
    await sync({ skills: [{ name: named('A'), category: 'x' }] });
    await rename(named('A'), named('B'));
    await rename(named('B'), named('C'));
    expect(await formerNames(named('C'))).toEqual([named('A'), named('B')]);
    await rename(named('C'), named('A'));
    expect(await formerNames(named('A'))).toEqual([named('B'), named('C')]);
  });

  test('lets two skills swap their names', async () => {
    const named = unique();
    await sync({
      skills: [
        { name: named('A'), category: 'a' },
        { name: named('B'), category: 'b' },
      ],
    });
    const [a, b] = [await idOf(named('A')), await idOf(named('B'))];
    await rename(named('A'), named('X'));
    await rename(named('B'), named('A'));
    await rename(named('X'), named('B'));
    expect([await idOf(named('A')), await idOf(named('B'))]).toEqual([b, a]);
    expect(await rows('SELECT name FROM skill_former_names WHERE skill_id IN ($1, $2)', [a, b])).toEqual([{ name: named('X') }]);
  });

  test('keeps no former name if the rename fails', async () => {
    const named = unique();
    await sync({
      skills: [
        { name: named('A'), category: 'a' },
        { name: named('B'), category: 'b' },
      ],
    });
    expect((await rename(named('A'), named('B'))).status).toBe(409);
    expect(await formerNames(named('A'))).toEqual([]);
  });
});

test('the API and the database reject a new skill with a former name of another skill', async () => {
  const named = unique();
  await sync({ skills: [{ name: named('A'), category: 'a' }] });
  await rename(named('A'), named('B'));
  const created = await api.call('POST', '/api/skills', { token: asAdmin, body: { name: named('A'), category: 'x' } });
  expect(created).toMatchObject({
    status: 409,
    body: { code: 'CONFLICT', detail: expect.stringMatching(/^This is a former name of another skill/) },
  });
  await expect(rows('INSERT INTO skills (skill_name, category) VALUES ($1, $2)', [named('A'), 'x'])).rejects.toMatchObject({
    code: 'SK406',
  });
});

test('search finds a skill by a former name', async () => {
  const named = unique();
  await sync({ skills: [{ name: named('Zeppelin'), category: 'a' }] });
  await rename(named('Zeppelin'), named('Airship'));
  const { body } = await api.call('GET', `/api/skills?search=${encodeURIComponent(named('zeppel').slice(0, 6))}`, { token: asAdmin });
  expect(body.items).toMatchObject([{ name: named('Airship') }]);
});
