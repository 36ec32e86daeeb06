import type { SyncDirectoryBody } from '@skilltrace/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../../test/api-client.js';
import { factories, readLedger } from '../../test/factories.js';

let api: TestApi;
let adminId: number;
let asAdmin: string;

beforeAll(async () => {
  api = await createTestApi();
  adminId = await factories(api.database).profile({ isAdmin: true, email: 'admin@example.org' });
  asAdmin = await api.tokenOf(adminId);
});
afterAll(() => api.close());

const sync = (body: unknown, token = asAdmin, headers = {}) => api.call('POST', '/api/directory/sync', { token, body, headers });
const everything = async () => ({
  ledger: await readLedger(api.database),
  tables: await Promise.all(
    ['skills', 'profiles', 'projects', 'project_skills', 'assignments', 'employee_skills', 'suggestions'].map((table) =>
      api.database.query<{ row: string }>(`SELECT t::text AS row FROM ${table} t ORDER BY 1`),
    ),
  ),
});
const rows = (sql: string, parameters: unknown[] = []) => api.database.query<any>(sql, parameters);
const counts = (created: number, updated: number, unchanged: number, rejected = 0) => ({ created, updated, unchanged, rejected });
let names = 0;
/** A small organization with unique names: a lead, a member with a past assignment, skills and a project. */
function organization() {
  const n = (names += 1);
  return {
    skills: [
      { name: `TypeScript ${n}`, category: 'Languages' },
      { name: `SQL ${n}`, category: 'Data', isActive: false },
      { name: `HTTP ${n}`, category: 'Web' },
    ],
    profiles: [
      { email: `lead${n}@example.org`, name: 'Lead', title: 'Tech Lead', externalId: `hr-${n}` },
      { email: `member${n}@example.org`, name: 'Member' },
    ],
    projects: [
      {
        externalId: `project-${n}`,
        name: 'Project',
        techLead: `lead${n}@example.org`,
        skills: [`TypeScript ${n}`, `HTTP ${n}`],
        metadata: { skill_ideas: ['Rust'], a: { b: 1, c: [2] } },
      },
    ],
    assignments: [
      {
        email: `member${n}@example.org`,
        projectExternalId: `project-${n}`,
        role: 'Engineer',
        tags: [`TypeScript ${n}`],
        startedAt: '2023-01-01T00:00:00.000Z',
      },
      {
        email: `member${n}@example.org`,
        projectExternalId: `project-${n}`,
        role: 'Intern',
        startedAt: '2021-01-01T00:00:00Z',
        endedAt: '2022-01-01T00:00:00Z',
      },
    ],
    employeeSkills: [
      {
        email: `member${n}@example.org`,
        skill: `TypeScript ${n}`,
        proficiencyLevel: 'ADVANCED',
        lastValidatedAt: '2024-01-01T00:00:00Z',
        lastValidatedByEmail: `lead${n}@example.org`,
      },
    ],
  } satisfies SyncDirectoryBody;
}

describe('POST /api/directory/sync', () => {
  test('creates missing records, with `joined` dated at the first start', async () => {
    const org = organization();
    const answer = await sync(org);
    expect(answer).toMatchObject({
      status: 200,
      body: {
        skills: counts(3, 0, 0),
        profiles: counts(2, 0, 0),
        projects: counts(1, 0, 0),
        assignments: counts(2, 0, 0),
        employeeSkills: counts(1, 0, 0),
        signals: 2,
        rejected: [],
      },
    });
    const [project] = await rows('SELECT * FROM projects WHERE external_id = $1', [org.projects[0]?.externalId]);
    expect(project).toMatchObject({ name: 'Project', description: '', status: 'active', metadata: org.projects[0]?.metadata });
    expect((await readLedger(api.database)).filter((signal) => signal.source_id === project.id)).toMatchObject(
      [1, 2].map(() => ({ signal_type: 'joined', source_type: 'project', weight: 1, created_at: '2021-01-01T00:00:00.000Z' })),
    );
    expect(await rows('SELECT role, tags, ended_at FROM assignments WHERE project_id = $1 ORDER BY started_at', [project.id])).toEqual([
      { role: 'Intern', tags: [], ended_at: '2022-01-01T00:00:00.000Z' },
      { role: 'Engineer', tags: org.assignments[0]?.tags, ended_at: null },
    ]);
    expect(
      await rows(
        `SELECT p.email AS by, e.last_validated_by_id AS decider FROM employee_skills e JOIN profiles p ON p.id = e.imported_validator_id
           JOIN profiles m ON m.id = e.profile_id WHERE m.email = $1`,
        [org.profiles[1]?.email],
      ),
    ).toEqual([{ by: org.profiles[0]?.email, decider: null }]);
  });

  test('changes nothing when the same file is imported again', async () => {
    const org = organization();
    await sync(org);
    const before = await everything();
    expect((await sync(org)).body).toEqual({
      skills: counts(0, 0, 3),
      profiles: counts(0, 0, 2),
      projects: counts(0, 0, 1),
      assignments: counts(0, 0, 2),
      employeeSkills: counts(0, 0, 1),
      suggestions: counts(0, 0, 0),
      signals: 0,
      rejected: [],
      renamed: [],
    });
    expect(await everything()).toEqual(before);
  });

  test('creates records once when two imports run concurrently', async () => {
    const org = organization();
    const reports = await Promise.all([sync(org), sync(org)]);
    expect(reports.map((report) => [report.status, report.body.profiles.created, report.body.signals]).toSorted()).toEqual([
      [200, 0, 0],
      [200, 2, 2],
    ]);
  });

  test('imports once for a repeated Idempotency-Key', async () => {
    const org = organization();
    const [first, second] = [
      await sync(org, asAdmin, { 'idempotency-key': 'sync' }),
      await sync(org, asAdmin, { 'idempotency-key': 'sync' }),
    ];
    expect(first.body.profiles).toEqual(counts(2, 0, 0));
    expect(second.body).toEqual(first.body);
  });

  test('keeps omitted fields and clears fields that are null', async () => {
    const org = organization();
    await sync(org);
    const before = await everything();
    const sparse = {
      skills: org.skills.map(({ name, category }) => ({ name, category })),
      profiles: org.profiles.map(({ email, name }) => ({ email, name })),
      projects: org.projects.map(({ externalId, name, techLead }) => ({ externalId, name, techLead })),
      assignments: [{ email: org.profiles[1]?.email, projectExternalId: org.projects[0]?.externalId, role: 'Engineer' }],
    };
    expect((await sync(sparse)).body).toMatchObject({
      skills: counts(0, 0, 3),
      profiles: counts(0, 0, 2),
      projects: counts(0, 0, 1),
      assignments: counts(0, 0, 1),
      employeeSkills: counts(0, 0, 0),
    });
    expect((await sync({})).status).toBe(200);
    expect(await everything()).toEqual(before);
    expect((await sync({ profiles: [{ ...org.profiles[0], title: null }] })).body.profiles).toEqual(counts(0, 1, 0));
  });

  test('updates changed fields', async () => {
    const org = organization();
    await sync(org);
    const [project] = await rows('SELECT id FROM projects WHERE external_id = $1', [org.projects[0]?.externalId]);
    const before = await readLedger(api.database);
    const changed = {
      skills: [{ ...org.skills[0], category: 'Other' }],
      profiles: [{ ...org.profiles[0], email: org.profiles[0]?.email.toUpperCase(), name: 'New name' }],
      projects: [
        { ...org.projects[0], description: 'More', techLead: org.profiles[1]?.email, skills: [org.skills[2]?.name], metadata: {} },
      ],
      assignments: [{ ...org.assignments[0], role: 'Senior', tags: ['x'] }],
    };
    expect((await sync(changed)).body).toMatchObject({
      skills: counts(0, 1, 0),
      profiles: counts(0, 1, 0),
      projects: counts(0, 1, 0),
      assignments: counts(0, 1, 0),
      signals: 0,
    });
    expect(
      await rows(
        'SELECT p.description, p.metadata, l.email, array_agg(s.skill_name) AS skills FROM projects p JOIN profiles l ON l.id = p.tech_lead_id JOIN project_skills ps ON ps.project_id = p.id JOIN skills s ON s.id = ps.skill_id WHERE p.id = $1 GROUP BY 1, 2, 3',
        [project.id],
      ),
    ).toEqual([{ description: 'More', metadata: {}, email: org.profiles[1]?.email, skills: [org.skills[2]?.name] }]);
    expect(await rows('SELECT role, tags FROM assignments WHERE project_id = $1 AND ended_at IS NULL', [project.id])).toEqual([
      { role: 'Senior', tags: ['x'] },
    ]);
    expect(await readLedger(api.database)).toEqual(before);
    expect((await sync({ projects: [{ ...changed.projects[0], skills: [] }] })).body.projects).toEqual(counts(0, 1, 0));
    expect(await rows('SELECT FROM project_skills WHERE project_id = $1', [project.id])).toEqual([]);
  });

  test('completes a project as its Tech Lead would, and does not reopen it', async () => {
    const org = organization();
    await sync(org);
    const completed = { projects: [{ ...org.projects[0], status: 'completed' }] };
    expect((await sync(completed)).body).toMatchObject({ projects: counts(0, 1, 0), signals: 2 });
    const before = await everything();
    expect((await sync(completed)).body).toMatchObject({ projects: counts(0, 0, 1), signals: 0 });
    expect(
      (
        await sync({
          projects: [
            { ...org.projects[0], status: 'active' },
            { ...org.projects[0], externalId: 'x', techLead: 'nobody@example.org' },
          ],
        })
      ).body.rejected,
    ).toMatchObject([
      { section: 'projects', index: 0, code: 'CONFLICT' },
      { index: 1, code: 'NOT_FOUND' },
    ]);
    expect((await sync({ projects: [{ ...org.projects[0], skills: [] }] })).body.rejected).toMatchObject([{ code: 'PROJECT_NOT_ACTIVE' }]);
    const unstarted = { ...org.assignments[0], email: org.profiles[0]?.email, startedAt: undefined };
    expect((await sync({ assignments: [unstarted] })).body.rejected).toMatchObject([{ code: 'PROJECT_NOT_ACTIVE' }]);
    expect((await sync(org)).body).toMatchObject({ projects: counts(0, 0, 1), assignments: counts(0, 0, 2) });
    expect(await everything()).toEqual(before);
    expect(before.ledger.filter((signal) => signal.signal_type === 'completed')).toHaveLength(2);
  });
});

describe('invalid entries', () => {
  test('are rejected with a reason while the rest is imported', async () => {
    const org = organization();
    const [lead, member] = [org.profiles[0]?.email, org.profiles[1]?.email];
    const project = { ...org.projects[0] };
    const assignment = { ...org.assignments[0] };
    const validated = { ...org.employeeSkills[0] };
    const bad = {
      skills: [
        ...org.skills,
        { name: `Twice ${org.skills[0]?.name}`, category: 'One' },
        { name: `Twice ${org.skills[0]?.name}`, category: 'Two' },
      ],
      profiles: [...org.profiles, { email: 'other@example.org', name: '' }, { email: 'ADMIN@example.org', name: 'Admin', isAdmin: false }],
      projects: [
        { ...project, externalId: 'p1', techLead: 'nobody@example.org' },
        { ...project, externalId: 'p2', skills: ['Unheard of'] },
        { ...project, externalId: 'p3', skills: [org.skills[1]?.name] },
        project,
      ],
      assignments: [
        { ...assignment, email: 'nobody@example.org' },
        { ...assignment, projectExternalId: 'p1' },
        { ...assignment, startedAt: '2150-01-01T00:00:00Z' },
        assignment,
        { ...assignment, email: lead, startedAt: '2023-01-01T00:00:00Z', endedAt: '2022-01-01T00:00:00Z' },
      ],
      employeeSkills: [
        { ...validated, lastValidatedByEmail: member },
        { ...validated, skill: 'Unheard of' },
        { ...validated, email: 'nobody@example.org' },
        { ...validated, lastValidatedByEmail: 'nobody@example.org' },
        { ...validated, email: lead, lastValidatedByEmail: member, lastValidatedAt: '2150-01-01T00:00:00Z' },
      ],
    };
    const { status, body } = await sync(bad);
    expect([status, body.skills, body.profiles, body.projects, body.assignments]).toEqual([
      200,
      counts(3, 0, 0, 2),
      counts(2, 0, 0, 2),
      counts(1, 0, 0, 3),
      counts(1, 0, 0, 4),
    ]);
    expect(body.rejected.map((one: { section: string; index: number; code: string }) => [one.section, one.index, one.code])).toEqual([
      ['skills', 3, 'CONFLICT'],
      ['skills', 4, 'CONFLICT'],
      ['profiles', 2, 'VALIDATION_FAILED'],
      ['profiles', 3, 'CONFLICT'],
      ['projects', 0, 'NOT_FOUND'],
      ['projects', 1, 'NOT_FOUND'],
      ['projects', 2, 'SKILL_INACTIVE'],
      ['assignments', 0, 'NOT_FOUND'],
      ['assignments', 1, 'DEPENDS_ON_REJECTED'],
      ['assignments', 2, 'VALIDATION_FAILED'],
      ['assignments', 4, 'VALIDATION_FAILED'],
      ['employeeSkills', 0, 'VALIDATION_FAILED'],
      ['employeeSkills', 1, 'NOT_FOUND'],
      ['employeeSkills', 2, 'NOT_FOUND'],
      ['employeeSkills', 3, 'NOT_FOUND'],
      ['employeeSkills', 4, 'VALIDATION_FAILED'],
    ]);
    const before = await everything();
    expect((await sync(bad)).body).toMatchObject({
      skills: counts(0, 0, 3, 2),
      projects: counts(0, 0, 1, 3),
      assignments: counts(0, 0, 1, 4),
      signals: 0,
    });
    expect(await everything()).toEqual(before);
  });

  test('are listed up to 100 but all counted', async () => {
    const { body } = await sync({
      projects: Array.from({ length: 150 }, (_, n) => ({ externalId: `none-${n}`, name: 'x', techLead: 'nobody@example.org' })),
    });
    expect([body.projects.rejected, body.rejected.length]).toEqual([150, 100]);
  });

  test('reject the whole file only if it is not an object with known lists', async () => {
    for (const [body, message] of [
      [{ people: [] }, 'has no section people; the sections are skills, profiles, projects, assignments, employeeSkills, suggestions'],
      [{ skills: {} }, 'must be a list'],
      [{ profiles: null }, 'must be a list'],
      [[], /^must be one JSON object with the sections skills, profiles/],
      [null, /^must be one JSON object/],
      [7, /^must be one JSON object/],
    ] as const) {
      expect(await sync(body)).toMatchObject({
        status: 400,
        body: { code: 'VALIDATION_FAILED', errors: [{ message: typeof message === 'string' ? message : expect.stringMatching(message) }] },
      });
    }
  });
});

describe('an imported validation', () => {
  test('replaces an older one and is ignored if it is older', async () => {
    const org = organization();
    await sync(org);
    const [validated] = org.employeeSkills;
    const level = async () =>
      (
        await rows(
          'SELECT e.proficiency_level AS level, e.last_validated_by_id AS by FROM employee_skills e JOIN profiles p ON p.id = e.profile_id WHERE p.email = $1',
          [validated?.email],
        )
      )[0];
    const validator = (await level()).by;
    const send = async (fields: object) => (await sync({ employeeSkills: [{ ...validated, ...fields }] })).body;
    const before = await readLedger(api.database);
    expect((await send({ proficiencyLevel: 'NOVICE', lastValidatedAt: '2023-12-31T00:00:00Z' })).employeeSkills).toEqual(counts(0, 0, 1));
    expect(await level()).toEqual({ level: 'ADVANCED', by: validator });
    expect((await send({ lastValidatedByEmail: undefined })).employeeSkills).toEqual(counts(0, 0, 1));
    expect(
      (await send({ proficiencyLevel: 'EXPERT', lastValidatedAt: '2024-02-01T00:00:00Z', lastValidatedByEmail: undefined })).employeeSkills,
    ).toEqual(counts(0, 1, 0));
    expect(await level()).toEqual({ level: 'EXPERT', by: null });
    expect(await readLedger(api.database)).toEqual(before);
  });
});

test('a sync followed by an import creates the exact signals, and repeating both changes nothing', async () => {
  const org = organization();
  const lines = Array.from({ length: 40 }, (_, n) =>
    JSON.stringify({
      projectExternalId: org.projects[0]?.externalId,
      email: org.profiles[1]?.email,
      content: `Commit ${n}`,
      externalId: `c${n}`,
      createdAt: `2023-05-01T00:00:${String(n).padStart(2, '0')}Z`,
    }),
  );
  const load = async () => {
    const synced = await sync(org);
    const imported = await api.call('POST', '/api/progress_updates/import', {
      token: asAdmin,
      body: lines.join('\n'),
      headers: { 'content-type': 'application/x-ndjson' },
    });
    return [synced.body.signals, imported.body];
  };
  expect(await load()).toEqual([2, { imported: 40, duplicates: 0, rejected: 0, signals: 80, errors: [] }]);
  const before = await everything();
  expect(await load()).toEqual([0, { imported: 0, duplicates: 40, rejected: 0, signals: 0, errors: [] }]);
  expect(await everything()).toEqual(before);
});

test('rejects callers who are not admins', async () => {
  const person = await api.tokenOf(await factories(api.database).profile());
  const before = await everything();
  expect((await sync(organization(), person)).status).toBe(403);
  expect((await api.call('POST', '/api/directory/sync', { body: {} })).status).toBe(401);
  expect(await everything()).toEqual(before);
});

test('imports an organization with 8,000 people', async () => {
  const org = organization();
  const people = Array.from({ length: 8_000 }, (_, n) => ({
    email: `crowd-${n}@example.org`,
    name: `Person ${n}`,
    title: 'x'.repeat(100),
  }));
  const payload = {
    ...org,
    profiles: [...org.profiles, ...people],
    assignments: people.map(({ email }) => ({
      email,
      projectExternalId: org.projects[0]?.externalId,
      role: 'Member',
      startedAt: '2020-01-01T00:00:00Z',
    })),
  };
  expect(JSON.stringify(payload).length).toBeGreaterThan(1024 * 1024);
  expect((await sync(payload)).body).toMatchObject({ profiles: counts(8_002, 0, 0), assignments: counts(8_000, 0, 0), signals: 16_000 });
  expect((await sync(payload)).body).toMatchObject({ profiles: counts(0, 0, 8_002), assignments: counts(0, 0, 8_000), signals: 0 });
});

test('rejects an end before an update of the person, and an assignment that starts after that end', async () => {
  const { projects, assignments, ...rest } = organization();
  const [first = {} as any] = assignments;
  const assignment = {
    email: first.email,
    projectExternalId: first.projectExternalId,
    role: 'Engineer',
    startedAt: '2023-05-01T00:00:00Z',
  };
  await sync({ ...rest, projects, assignments: [assignment] });
  const [project] = await rows('SELECT id FROM projects WHERE external_id = $1', [first.projectExternalId]);
  const [person] = await rows('SELECT id FROM profiles WHERE email = $1', [first.email]);
  await api.call('POST', '/api/progress_updates', { token: asAdmin, body: { projectId: project.id, userId: person.id, content: 'Work' } });
  const before = await everything();
  const { body } = await sync({
    assignments: [
      { ...assignment, endedAt: '2024-01-01T00:00:00Z' },
      { ...assignment, startedAt: '2024-02-01T00:00:00Z' },
    ],
  });
  expect(body).toMatchObject({
    assignments: counts(0, 0, 0, 2),
    rejected: [
      { index: 0, code: 'CONFLICT' },
      { index: 1, code: 'CONFLICT' },
    ],
  });
  expect(await everything()).toEqual(before);
});
