import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hostileAddresses, hostileNames, legitimateAddresses, legitimateNames } from '../../packages/domain/test/corpus.js';
import { createTestApi, type TestApi } from '../../apps/server/test/api-client.js';
import { resolved, type Schema } from '../../apps/server/test/api-document/json-schema.js';
import { readDocument, type ApiDocument, type Operation } from '../../apps/server/test/api-document/operations.js';
import { draw } from './draw.js';
import { ValidValues } from './valid-values.js';
import { World } from './world.js';

type Kind = 'name' | 'line' | 'address' | 'external id' | 'free text' | 'other';

/** The kind of each text field in request bodies, by field name, or by address and name where it differs. Add new fields here. */
const KINDS: Readonly<Record<string, Kind>> = {
  name: 'name',
  title: 'name',
  category: 'name',
  role: 'name',
  tags: 'name',
  aliases: 'name',
  skill_ideas: 'name',
  email: 'address',
  confirm: 'address',
  externalId: 'external id',
  projectExternalId: 'external id',
  comment: 'free text',
  content: 'free text',
  reason: 'free text',
  description: 'free text',
  '/api/skills description': 'line',
  '/api/skills/{id} description': 'line',
  path: 'other',
  password: 'other',
  currentPassword: 'other',
  newPassword: 'other',
  avatarUrl: 'other',
  adjustedProficiency: 'other',
  language: 'other',
};
const CORPUS: Readonly<Record<Exclude<Kind, 'other'>, { legitimate: readonly string[]; hostile: readonly string[] }>> = {
  name: { legitimate: legitimateNames, hostile: hostileNames },
  address: { legitimate: legitimateAddresses, hostile: hostileAddresses },
  line: { legitimate: legitimateNames, hostile: hostileNames.filter((text) => text.trim() !== '') },
  'external id': { legitimate: legitimateNames, hostile: hostileNames.filter((text) => text !== '') },
  'free text': {
    legitimate: [...legitimateNames, ...hostileNames.filter((text) => /^[\p{L}\p{M}]+[\n\t\u202e ]/u.test(text))],
    hostile: ['\0', 'a\0b', 'a\ud800'],
  },
};

let api: TestApi;
let world: World;
let document: ApiDocument;
const textFields: { operation: Operation; field: string; isList: boolean; kind: Kind | undefined }[] = [];

beforeAll(async () => {
  api = await createTestApi();
  world = await World.create(api.database);
  document = readDocument((await api.call('GET', '/api/openapi.json')).body);
  for (const operation of document.operations) {
    if (operation.body?.contentType !== 'application/json' || operation.path === '/api/directory/sync') continue;
    const { properties = {} } = resolved(operation.body.schema, document.components);
    for (const [field, schema] of Object.entries(properties)) {
      const isList = resolved(schema, document.components).type === 'array';
      if (isText(schema) || (isList && isText(resolved(schema, document.components).items ?? {})))
        textFields.push({ operation, field, isList, kind: KINDS[`${operation.path} ${field}`] ?? KINDS[field] });
    }
  }
}, 60_000);
afterAll(() => api.close());

function isText(given: Schema): boolean {
  const schema = resolved(given, document.components);
  if (schema.anyOf) return schema.anyOf.some(isText);
  return [schema.type].flat().includes('string') && schema.enum === undefined && schema.format !== 'date-time';
}

/**
 * Sends a body in which only this field may be invalid. Returns the reason why the field was rejected, or undefined if it
 * was accepted.
 */
async function reasonAgainst(operation: Operation, field: string, value: unknown, seed: number): Promise<string | undefined> {
  const values = new ValidValues(document.components, world);
  const body = draw(values.of(operation.body?.schema ?? {}, 'body'), seed);
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    String(world.idsFor(operation.path.split('/')[2] ?? name)[0] ?? 'x'),
  );
  const answer = await api.call(operation.method as 'POST', path, {
    token: world.tokens.admin,
    // Hashing a password takes a third of a second, and this test does not need it.
    body: { ...(body as object), password: undefined, [field]: value },
  });
  expect(answer.status, `${operation.route} with ${field} ${JSON.stringify(value)}`).toBeLessThan(500);
  const errors = (answer.body?.errors ?? []) as { path: string; message: string }[];
  return errors.find((error) => error.path === field || error.path.startsWith(`${field}.`))?.message;
}

describe('text fields in request bodies', () => {
  it('have a known kind', () => {
    expect(textFields.length).toBeGreaterThan(15);
    expect(textFields.filter(({ kind }) => kind === undefined).map(({ operation, field }) => `${operation.route} ${field}`)).toEqual([]);
  });

  it('accept legitimate text and reject hostile text with an error that names the field', async () => {
    const wrong: string[] = [];
    let seed = 0;
    for (const { operation, field, isList, kind } of textFields) {
      if (kind === undefined || kind === 'other' || /session|password|invitations/.test(operation.path)) continue;
      await world.renew();
      for (const text of CORPUS[kind].legitimate) {
        const reason = await reasonAgainst(operation, field, isList ? [text] : text, (seed += 1));
        // The address that confirms an erasure must be the person's own, so it is often rejected for another reason.
        if (reason !== undefined && field !== 'confirm')
          wrong.push(`${operation.route} rejects ${field} ${JSON.stringify(text)}: ${reason}`);
      }
      for (const text of CORPUS[kind].hostile) {
        const reason = await reasonAgainst(operation, field, isList ? ['fine', text] : text, (seed += 1));
        if (reason === undefined) wrong.push(`${operation.route} accepts ${field} ${JSON.stringify(text)}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('are stored in NFC, regardless of the normalization form that was sent', async () => {
    const token = world.tokens.admin;
    for (const name of legitimateNames.map((text) => `NFC ${text}`)) {
      const skill = await api.call('POST', '/api/skills', { token, body: { name: `${name} `.normalize('NFD'), category: 'x' } });
      expect([skill.status, skill.body.name]).toEqual([201, name]);
      expect((await api.call('POST', '/api/skills', { token, body: { name, category: 'x' } })).status).toBe(409);
      const found = await api.call('GET', `/api/skills?search=${encodeURIComponent(name.normalize('NFD'))}&limit=200`, { token });
      expect(found.body.items.map((item: { name: string }) => item.name)).toContain(name);
    }
  });
});

describe('invalid UTF-8', () => {
  const broken = [
    ['a Latin-1 letter', [0xfc]],
    ['an overlong slash', [0xc0, 0xaf]],
    ['a surrogate', [0xed, 0xa0, 0x80]],
    ['a code point above U+10FFFF', [0xf4, 0x90, 0x80, 0x80]],
    ['a truncated sequence', [0xe5, 0xb1]],
  ] as const;

  const send = (method: string, url: string, payload: Buffer, type = 'application/json') =>
    api.app.inject({
      method: method as 'POST',
      url,
      headers: { authorization: `Bearer ${world.tokens.admin}`, 'content-type': type },
      payload,
    });

  it.each(broken)('(%s) is rejected in the JSON body of every route', async (_, bytes) => {
    const payload = Buffer.concat([Buffer.from('{"name":"Z'), Buffer.from(bytes), Buffer.from('rich"}')]);
    for (const operation of document.operations.filter(({ body }) => body?.contentType === 'application/json')) {
      const path = operation.path.replaceAll(/\{\w+\}/g, '1');
      // Some paths name people and projects that do not exist. Those requests are rejected before the body is read.
      expect([400, 401, 403, 404], operation.route).toContain((await send(operation.method, path, payload)).statusCode);
    }
    const skills = await send('POST', '/api/skills', payload);
    expect(skills.statusCode).toBe(400);
    expect(skills.json()).toMatchObject({ code: 'VALIDATION_FAILED', errors: [{ message: 'must be UTF-8' }] });
  });

  it.each(broken)('(%s) is rejected in a path or query', async (_, bytes) => {
    const encoded = [...bytes].map((byte) => `%${byte.toString(16)}`).join('');
    for (const path of [
      `/api/skills?search=${encoded}`,
      `/api/skills?${encoded}=x`,
      `/api/profiles?search=a&limit=${encoded}`,
      `/api/skills/${encoded}`,
    ])
      expect((await api.call('GET', path, { token: world.tokens.admin })).status, path).toBe(400);
  });

  it.each(broken)('(%s) rejects only its own line in an import of updates', async (_, bytes) => {
    const line = (content: Uint8Array) =>
      Buffer.concat([
        Buffer.from(`{"projectId":${world.idsFor('project')[0]},"userId":${world.idsFor('person')[1]},"externalId":"x","content":"`),
        content,
        Buffer.from('"}\n'),
      ]);
    const answer = await send(
      'POST',
      '/api/progress_updates/import',
      Buffer.concat([line(Buffer.from(bytes)), line(Buffer.from('fine'))]),
      'application/x-ndjson',
    );
    expect(answer.json()).toMatchObject({ rejected: 1, errors: [{ line: 1, message: 'The line must be UTF-8.' }] });
  });

  it('is not decoded with another character set that the content type names', async () => {
    for (const charset of ['iso-8859-1', '"latin1"', 'utf-16'])
      expect((await send('POST', '/api/skills', Buffer.from('{}'), `application/json; charset=${charset}`)).statusCode).toBe(415);
    expect(
      (await send('POST', '/api/skills', Buffer.from('\ufeff{"name":"Marked","category":"x"}'), 'application/json; charset=UTF-8'))
        .statusCode,
    ).toBe(201);
  });
});

describe('a duplicate field in an object', () => {
  it('is rejected in the body of every route, at any depth and in any spelling', async () => {
    const token = world.tokens.admin;
    const json = { 'content-type': 'application/json' };
    for (const operation of document.operations.filter(({ body }) => body?.contentType === 'application/json')) {
      const path = operation.path.replaceAll(/\{\w+\}/g, '1');
      const answer = await api.call(operation.method as 'POST', path, { token, headers: json, body: '{"name":"One","n\\u0061me":"Two"}' });
      expect([400, 401, 403, 404], operation.route).toContain(answer.status);
    }
    const nested = `{"name":"P","techLeadId":${world.idsFor('lead')[0]},"metadata":{"a":[{"b":1,"b":2}]}}`;
    expect((await api.call('POST', '/api/projects', { token, headers: json, body: nested })).body).toMatchObject({
      code: 'VALIDATION_FAILED',
      errors: [{ path: 'b', message: 'must not appear twice in one object' }],
    });
  });

  it('is rejected in a line of an import', async () => {
    const body = `{"projectId":1,"projectId":2,"userId":1,"content":"x","externalId":"x"}`;
    const answer = await api.call('POST', '/api/progress_updates/import', {
      token: world.tokens.admin,
      body,
      headers: { 'content-type': 'application/x-ndjson' },
    });
    expect(answer.body).toMatchObject({
      rejected: 1,
      errors: [{ message: 'The line must not have the field "projectId" twice in one object.' }],
    });
  });
});

describe('lines of an import', () => {
  it('accept and reject the same texts as the routes', async () => {
    const [projectId, userId] = [world.idsFor('project')[0], world.idsFor('person')[1]];
    const line = (fields: object) => ({ projectId, userId, content: 'x', createdAt: '2020-01-01T00:00:00Z', ...fields });
    const samples = [
      ...CORPUS['external id'].legitimate.map((externalId) => ({ fits: true, line: line({ externalId }) })),
      ...CORPUS['external id'].hostile.map((externalId) => ({ fits: false, line: line({ externalId }) })),
      ...CORPUS['external id'].hostile.map((projectExternalId) => ({
        fits: false,
        line: line({ projectId: undefined, projectExternalId }),
      })),
      ...CORPUS.address.hostile.map((email) => ({ fits: false, line: line({ userId: undefined, email }) })),
      ...CORPUS['free text'].hostile.map((content) => ({ fits: false, line: line({ content }) })),
    ];
    for (const { fits, line: sent } of samples) {
      const answer = await api.call('POST', '/api/progress_updates/import', {
        token: world.tokens.admin,
        body: JSON.stringify(sent),
        headers: { 'content-type': 'application/x-ndjson' },
      });
      expect([JSON.stringify(sent), answer.body.errors[0]?.code === 'VALIDATION_FAILED']).toEqual([JSON.stringify(sent), !fits]);
    }
  });
});
