import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { postProgressUpdate } from '../../src/progress-updates/post-progress-update.js';
import { REQUESTS } from '../access-matrix/requests.js';
import { routesOfControllers } from '../access-matrix/routes-of.js';
import { createScene, type Scene } from '../access-matrix/scene.js';
import { createTestApi, type TestApi } from '../api-client.js';
import { propertyRuns } from '../property-runs.js';
import { readStrictCsv } from './strict-csv.js';

const LISTS_WITHOUT_CSV: Readonly<Record<string, string>> = {
  'GET /api/sessions': 'addresses and browsers of the own sessions, to end them',
  'GET /api/api_tokens': 'credentials',
  'GET /api/installation/checklist': 'one row of yes or no; `people` is one of its steps',
};

let api: TestApi;

beforeAll(async () => {
  api = await createTestApi();
});
afterAll(() => api.close());

/** The fields of an answer, also if a schema wraps it. */
const fieldsOf = (schema: unknown) => Object.keys((schema as { shape?: object } | undefined)?.shape ?? {});

it('every list and every chart has CSV, except the listed ones', () => {
  const without = [...routesOfControllers(api.app)]
    .filter(([route]) => route.startsWith('GET '))
    .filter(([, definition]) =>
      fieldsOf(definition?.response).some((field) => ['items', 'nextCursor', 'series', 'days', 'people'].includes(field)),
    )
    .filter(([, definition]) => definition?.csv === undefined)
    .map(([route]) => route);
  expect(without.toSorted()).toEqual(Object.keys(LISTS_WITHOUT_CSV).toSorted());
});

const csvRoutes = () =>
  [...routesOfControllers(api.app)].flatMap(([route, definition]) => (definition?.csv ? [{ route, definition }] : []));

/** The rows of an answer that is not a list, written independently of the server. */
const ROWS_OF: Readonly<Record<string, (answer: any) => object[]>> = {
  momentum: ({ bucket, timeZone, buckets, series }) =>
    series.flatMap(({ skillId, name, counts }: any) =>
      counts.map((signals: number, at: number) => ({ skillId, name, bucket, startsAt: buckets[at], timeZone, signals })),
    ),
  skills_matrix: ({ skills, people }) =>
    people.flatMap(({ cells, ...person }: any) =>
      cells.map((cell: any) => {
        const { name: skillName, category } = skills.find(({ skillId }: any) => skillId === cell.skillId);
        return { ...person, ...cell, skillName, category };
      }),
    ),
  who_knows: ({ items }) =>
    items.flatMap(({ skills, ...person }: any) =>
      skills.map((skill: any) => ({ ...person, ...skill, name: person.name, skillName: skill.name })),
    ),
  calendar: ({ days, timeZone }) => days.map((day: object) => ({ ...day, timeZone })),
};

async function rowsOfAllPages(path: string, token: string): Promise<object[]> {
  const rows: object[] = [];
  const rowsOf = ROWS_OF[path.replace(/\?.*/, '').split('/').at(-1) ?? ''] ?? (({ items }: { items: object[] }) => items);
  for (let cursor: string | null | undefined = ''; cursor !== null && cursor !== undefined;) {
    const { status, body } = await api.call('GET', cursor === '' ? path : `${path}${path.includes('?') ? '&' : '?'}cursor=${cursor}`, {
      token,
    });
    expect(status).toBe(200);
    rows.push(...rowsOf(body));
    cursor = body.nextCursor as string | null | undefined;
  }
  return rows;
}

function expectedCell(row: any, column: string): string {
  const values = column.split('.').reduce<unknown[]>((found, field) => found.flatMap((value: any) => value?.[field] ?? []), [row]);
  const text = values.map((value) => (typeof value === 'string' ? value : JSON.stringify(value))).join('; ');
  return typeof values[0] !== 'number' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

async function expectSameContents(scene: Scene, route: string, columns: readonly string[], caller: 'member' | 'lead' | 'admin') {
  const { path } = (await REQUESTS[route]?.(scene)) ?? { path: '' };
  const token = scene.tokens[caller];
  const file = await api.call('GET', path, { token, headers: { accept: 'text/csv' } });
  if (file.status === 403) return expect((await api.call('GET', path, { token })).status).toBe(403);
  expect(file).toMatchObject({ status: 200, headers: { 'content-type': 'text/csv; charset=utf-8; header=present', vary: 'accept' } });
  const rows = await rowsOfAllPages(path, token);
  const [header, ...lines] = readStrictCsv(file.body as string);
  expect(header).toEqual(columns);
  expect(lines, route).toEqual(rows.map((row) => columns.map((column) => expectedCell(row, column))));
}

/** Texts that break naive CSV, or that a spreadsheet would run. */
const hostile = fc
  .array(fc.constantFrom('=1+1', '+', '-', '@', '"', '""', ',', ';', "'", ' ', 'é', '👩‍💻', 'א', '中', '\\', '=HYPERLINK("x")', '|', 'x'), {
    minLength: 1,
    maxLength: 12,
  })
  .map((parts) => parts.join(''));
const free = fc.array(fc.oneof(hostile, fc.constantFrom('\n', '\r\n', '\r', '\t', '\u{202E}', '\n=1', ',\r\n"')), {
  minLength: 1,
  maxLength: 8,
});

describe('a file', () => {
  it('has exactly the rows of the pages, for each route and caller and with any texts', { timeout: 600_000 }, async () => {
    const texts = fc.record({ name: hostile, title: hostile, skill: hostile, project: hostile, tag: hostile, content: free });
    await fc.assert(
      fc.asyncProperty(texts, async ({ name, title, skill, project, tag, content }) => {
        const scene = await createScene(api);
        const { ids, projectId, skillIds } = scene;
        const visible = (text: string) => `${text.trim()}x`.normalize('NFC');
        await api.database.transaction(async (transaction) => {
          await transaction.query('UPDATE profiles SET name = $2, title = $3 WHERE id = $1', [ids.member, visible(name), visible(title)]);
          await transaction.query('UPDATE skills SET skill_name = $2 WHERE id = $1', [skillIds[0], `${visible(skill)}${projectId}`]);
          await transaction.query('UPDATE projects SET name = $2, description = $3 WHERE id = $1', [
            projectId,
            visible(project),
            visible(title),
          ]);
          await transaction.query('UPDATE assignments SET tags = $2 WHERE project_id = $1', [projectId, [visible(tag), 'second']]);
        });
        const member = { profileId: ids.member, isAdmin: false, via: 'token' } as const;
        await postProgressUpdate(api.database, member, { projectId, content: `${content.join('')}x` });
        for (const { route, definition } of csvRoutes())
          for (const caller of ['member', 'lead', 'admin'] as const)
            await expectSameContents(scene, route, definition.csv?.columns ?? [], caller);
      }),
      { numRuns: propertyRuns(5), endOnFailure: true },
    );
  });

  it('has a byte order mark only if the request asks for it', async () => {
    const { tokens } = await createScene(api);
    const bytes = async (query: string) =>
      (await api.app.inject({ url: `/api/skills${query}`, headers: { accept: 'text/csv', authorization: `Bearer ${tokens.member}` } }))
        .rawPayload;
    expect((await bytes('?bom=true')).subarray(0, 5).toString('latin1')).toBe('\u{EF}\u{BB}\u{BF}id');
    expect((await bytes('?bom=false')).subarray(0, 2).toString()).toBe('id');
    expect((await bytes('')).subarray(0, 2).toString()).toBe('id');
  });

  it.each([
    ['bom=yes', 'bom'],
    ['bom=true&bom=true', 'bom'],
    ['limit=10', 'limit'],
    ['cursor=x', 'cursor'],
    ['unknown=1', ''],
  ])('is not sent for ?%s', async (query, path) => {
    const { tokens } = await createScene(api);
    const answer = await api.call('GET', `/api/skills?${query}`, { token: tokens.member, headers: { accept: 'text/csv' } });
    expect(answer).toMatchObject({ status: 400, body: { code: 'VALIDATION_FAILED', errors: [{ path }] } });
  });

  it('is named after its address, its day and the time that it shows', async () => {
    const { tokens, ids } = await createScene(api);
    const today = new Date().toISOString().slice(0, 10);
    const { headers } = await api.call('GET', `/api/users/${ids.member}/skills/distribution?asOf=2026-01-02T03:04:05Z`, {
      token: tokens.member,
      headers: { accept: 'text/csv' },
    });
    expect(headers['content-disposition']).toBe(
      `attachment; filename="users-${ids.member}-skills-distribution-as-of-2026-01-02-${today}.csv"`,
    );
  });

  it('has the header of GET and no body for HEAD', async () => {
    const { tokens } = await createScene(api);
    const headers = { accept: 'text/csv', authorization: `Bearer ${tokens.member}` };
    const answer = await api.app.inject({ method: 'HEAD', url: '/api/skills', headers });
    expect(answer).toMatchObject({ statusCode: 200, payload: '' });
    expect(answer.headers).toMatchObject({ 'content-type': 'text/csv; charset=utf-8; header=present', vary: 'accept' });
  });
});

it('JSON answers of these routes vary by Accept too, and do not know `bom`', async () => {
  const { tokens } = await createScene(api);
  const answer = await api.call('GET', '/api/skills', { token: tokens.member });
  expect(answer).toMatchObject({ status: 200, headers: { vary: 'accept', 'content-type': 'application/json; charset=utf-8' } });
  expect((await api.call('GET', '/api/skills?bom=true', { token: tokens.member })).status).toBe(400);
});
