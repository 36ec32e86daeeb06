import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { routesOfControllers } from './access-matrix/routes-of.js';
import { createTestApi, type TestApi } from './api-client.js';

interface Operation {
  operationId: string;
  summary: string;
  parameters: { name: string; in: string }[];
  requestBody?: { content: Record<string, unknown> };
  responses: Record<string, { content?: Record<string, { schema: object }> }>;
  security?: Record<string, unknown>[];
}
interface Document {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { securitySchemes: Record<string, unknown> };
}

const COMMITTED = join(import.meta.dirname, '../../../packages/contract/openapi.json');

let api: TestApi;
let document: Document;
let operations: [route: string, operation: Operation][];

beforeAll(async () => {
  api = await createTestApi();
  const answer = await api.call('GET', '/api/openapi.json');
  expect(answer).toMatchObject({ status: 200, headers: { 'content-type': expect.stringContaining('application/json') } });
  document = answer.body;
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(
      ([method, operation]) => [`${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`, operation] as [string, Operation],
    ),
  );
});
afterAll(() => api.close());

describe('the OpenAPI document', () => {
  // `npm run openapi` sets UPDATE_OPENAPI, which writes the file instead of comparing it.
  it('matches packages/contract/openapi.json', async () => {
    const text = `${JSON.stringify(document, null, 2)}\n`;
    if (process.env.UPDATE_OPENAPI) await writeFile(COMMITTED, text);
    expect(text === (await readFile(COMMITTED, 'utf8')), 'The committed document is out of date: run npm run openapi').toBe(true);
  });

  it('passes the recommended rules of Redocly without errors or warnings', async () => {
    const found = await lintFromString({ source: JSON.stringify(document), config: await createConfig({ extends: ['recommended'] }) });
    expect(found.map(({ ruleId, message, location: [at] }) => `${ruleId}: ${message} ${at?.pointer}`)).toEqual([]);
  });

  it('is OpenAPI 3.1', () => {
    expect(document.openapi).toMatch(/^3\.1\.\d+$/);
  });

  it('has exactly the routes of the controllers as operations', () => {
    expect(operations.map(([route]) => route).toSorted()).toEqual([...routesOfControllers(api.app).keys()].toSorted());
  });

  it('has no unresolved reference', () => {
    const missing: string[] = [];
    const visit = (node: unknown): void => {
      if (typeof node !== 'object' || node === null) return;
      const { $ref } = node as { $ref?: unknown };
      if (typeof $ref === 'string' && (!$ref.startsWith('#/') || resolve($ref) === undefined)) missing.push($ref);
      for (const part of Object.values(node)) visit(part);
    };
    const resolve = (reference: string) =>
      reference
        .slice(2)
        .split('/')
        .reduce<any>((node, part) => node?.[decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~')], document);
    visit(document);
    expect(missing).toEqual([]);
    expect(JSON.stringify(document)).toContain('$ref');
  });

  it('has a unique operationId for every operation', () => {
    const names = operations.map(([, { operationId }]) => operationId);
    expect(new Set(names).size).toBe(names.length);
  });

  it('describes the successful response and the error response of every operation', () => {
    const incomplete = operations.filter(([route, { responses, summary }]) => {
      const succeeding = Object.keys(responses).filter((status) => status.startsWith('2'));
      const isDescribed = succeeding.every(
        (status) =>
          status === '204' ||
          route === 'GET /metrics' ||
          Object.values(responses[status]?.content ?? {}).some(({ schema }) => Object.keys(schema).length > 0),
      );
      return succeeding.length === 0 || !isDescribed || !responses.default?.content?.['application/problem+json'] || !summary;
    });
    expect(incomplete.map(([route]) => route)).toEqual([]);
  });

  it('declares every parameter in a path', () => {
    const undeclared = operations.filter(([route, { parameters }]) =>
      [...route.matchAll(/:(\w+)/g)].some(
        ([, name]) => !parameters.some((parameter) => parameter.in === 'path' && parameter.name === name),
      ),
    );
    expect(undeclared.map(([route]) => route)).toEqual([]);
  });

  it('requires a token or a session for every route that is not open', () => {
    const open = [...routesOfControllers(api.app)].filter(([, definition]) => definition?.access.open).map(([route]) => route);
    expect(
      operations
        .filter(([, { security }]) => security?.length === 0)
        .map(([route]) => route)
        .toSorted(),
    ).toEqual(open.toSorted());
    for (const [, { security }] of operations)
      if (security?.length) expect(security.flatMap((way) => Object.keys(way)).toSorted()).toEqual(['session', 'token']);
    expect(Object.keys(document.components.securitySchemes).toSorted()).toEqual(['session', 'token']);
  });

  it('has the Idempotency-Key header for every POST except sign-in and erasure', () => {
    const without = operations.filter(
      ([route, { parameters }]) => route.startsWith('POST') && !parameters.some(({ name }) => name === 'Idempotency-Key'),
    );
    expect(without.map(([route]) => route).toSorted()).toEqual([
      'POST /api/demo_session',
      'POST /api/profiles/:id/erase',
      'POST /api/session',
    ]);
  });
});

describe.each(['/api/docs', '/api/docs/'])('the documentation page %s', (path) => {
  it('can load all its assets under its own content security policy', async () => {
    const page = await api.call('GET', path);
    expect(page).toMatchObject({ status: 200, headers: { 'content-type': expect.stringContaining('text/html') } });
    const policy = new Map(
      String(page.headers['content-security-policy'])
        .split(';')
        .map((directive) => [directive.split(' ')[0], directive.split(' ').slice(1)]),
    );
    expect(policy.get('script-src')).toEqual(["'self'"]);
    expect(policy.get('style-src')).toContain("'unsafe-inline'");
    expect(policy.get('img-src')).toContain('data:');

    const html: string = page.body;
    expect(html).not.toMatch(/<script(?![^>]*\ssrc=)|\son[a-z]+=|javascript:/i);
    const sources = [...html.matchAll(/<(?:script|link)[^>]*?\s(?:src|href)="([^"]+)"/g)].map(
      ([, source = '']) => new URL(source, `http://skilltrace.test${path}`),
    );
    expect(sources.length).toBeGreaterThanOrEqual(4);
    for (const { host, pathname } of sources) {
      expect(host).toBe('skilltrace.test');
      const asset = await api.call('GET', pathname);
      expect({ pathname, status: asset.status }).toEqual({ pathname, status: 200 });
      if (pathname.endsWith('.js')) expect(asset.headers['content-type']).toMatch(/javascript/);
      if (pathname.endsWith('.css')) expect(asset.headers['content-type']).toMatch(/css/);
    }
    const init = sources.find(({ pathname }) => pathname.endsWith('init.js'));
    expect((await api.call('GET', init?.pathname ?? '')).body).toContain('/api/progress_updates');
  });
});
