import fc from 'fast-check';
import { hostileBody, hostileContentType, hostileHeader, hostileJson, hostileText, RawJson, toJson } from './hostile-values.js';
import type { ApiDocument, Operation } from '../../apps/server/test/api-document/operations.js';
import { ValidValues } from './valid-values.js';
import { ROLES, type Role, type World } from './world.js';

export interface FuzzedRequest {
  role: Role;
  method: string;
  path: string;
  headers: Record<string, string>;
  body?: Buffer;
}

interface Draft {
  path: Record<string, unknown>;
  query: [name: string, value: string][];
  headers: Record<string, string>;
  body?: unknown;
  raw?: Buffer;
}

const HEADERS = [
  'idempotency-key',
  'authorization',
  'cookie',
  'accept',
  'accept-encoding',
  'x-forwarded-for',
  'if-none-match',
  'range',
  'x-http-method-override',
  'accept-language',
  'expect-ct',
];
const RAW_PARTS = [
  '%00',
  '%FF',
  '%ED%A0%80',
  '%C3%28',
  '%c0%af',
  '%2e%2e',
  '%u0041',
  '%25',
  '[]=1',
  '__proto__[polluted]=1',
  'constructor.prototype=1',
  '&&&',
  '=',
  '%F0%9F%98%80',
  'x'.repeat(5_000),
];

/** Requests to one operation: valid, almost valid, and invalid in various ways. */
export function requestsTo(operation: Operation, { components }: ApiDocument, world: World): fc.Arbitrary<FuzzedRequest> {
  const valid = new ValidValues(components, world);
  const draft = validRequest(operation, valid);
  const variants: fc.WeightedArbitrary<Draft>[] = [
    { weight: 5, arbitrary: draft },
    {
      weight: 1,
      arbitrary: fc
        .tuple(draft, fc.constantFrom(...HEADERS), hostileHeader)
        .map(([one, name, value]) => ({ ...one, headers: { ...one.headers, [name]: value } })),
    },
    {
      weight: 1,
      arbitrary: fc.tuple(draft, hostileText, hostileText).map(([one, name, value]) => ({ ...one, query: [...one.query, [name, value]] })),
    },
  ];
  const ofPath = operation.parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name);
  if (ofPath.length > 0)
    variants.push({
      weight: 2,
      arbitrary: fc
        .tuple(draft, fc.constantFrom(...ofPath), hostileText)
        .map(([one, name, value]) => ({ ...one, path: { ...one.path, [name]: value } })),
    });
  const ofQuery = operation.parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name);
  if (ofQuery.length > 0)
    variants.push(
      {
        weight: 4,
        arbitrary: fc
          .tuple(draft, fc.constantFrom(...ofQuery), hostileText)
          .map(([one, name, value]) => ({ ...one, query: [...one.query.filter(([other]) => other !== name), [name, value]] })),
      },
      {
        weight: 1,
        arbitrary: fc
          .tuple(draft, fc.constantFrom(...ofQuery), hostileText)
          .map(([one, name, value]) => ({ ...one, query: [...one.query, [name, '1'], [name, value]] })),
      },
    );
  if (operation.body)
    variants.push(
      {
        weight: 8,
        arbitrary: fc
          .tuple(draft, fc.nat(), hostileJson)
          .map(([one, place, value]) => ({ ...one, body: replacedAt(one.body, place, value) })),
      },
      {
        weight: 1,
        arbitrary: fc
          .tuple(draft, hostileText, hostileJson)
          .map(([one, name, value]) => ({ ...one, body: withField(one.body, name, value) })),
      },
      { weight: 2, arbitrary: fc.tuple(draft, hostileBody).map(([one, raw]) => ({ ...one, raw })) },
      {
        weight: 1,
        arbitrary: fc
          .tuple(draft, hostileContentType)
          .map(([one, type]) => ({ ...one, headers: { ...one.headers, 'content-type': type } })),
      },
    );
  const roles = fc.oneof({ weight: 3, arbitrary: fc.constant<Role>('admin') }, { weight: 2, arbitrary: fc.constantFrom(...ROLES) });
  const rawPart = fc.oneof({ weight: 12, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.constantFrom(...RAW_PARTS) });
  return fc.tuple(roles, fc.oneof(...variants), rawPart).map(([role, one, part]) => written(operation, role, one, part));
}

function validRequest(operation: Operation, valid: ValidValues): fc.Arbitrary<Draft> {
  const segment = /^\/api\/(\w+)/.exec(operation.path)?.[1] ?? '';
  const of = (place: string) => operation.parameters.filter((parameter) => parameter.in === place);
  const path = fc.record(
    Object.fromEntries(of('path').map(({ name, schema }) => [name, valid.of(schema, name === 'id' ? segment : name)])),
  );
  // Lists have the parameter `bom` only as CSV. On average, a third of the optional parameters is present, and about two if there are many. With all of them,
  // hardly any query would be valid.
  const absent = Math.max(2, Math.round(of('query').length / 2));
  const query = fc.record(
    Object.fromEntries(
      of('query').map(({ name, schema, required }) => [
        name,
        required
          ? valid.of(schema, name)
          : fc.oneof(
              { weight: /cursor$/i.test(name) ? 2 * absent : absent, arbitrary: fc.constant(undefined) },
              { weight: 1, arbitrary: valid.of(schema, name) },
            ),
      ]),
    ),
  );
  const body = operation.body ? valid.of(operation.body.schema, 'body') : fc.constant(undefined);
  return fc.tuple(path, query, body).map(([ids, asked, content]) => ({
    path: ids,
    query: Object.entries(asked).flatMap(([name, value]) =>
      // In a query every value is text.
      value === undefined ? [] : ([value].flat() as (string | number | boolean)[]).map((one) => [name, String(one)] as [string, string]),
    ),
    headers: { ...(asked['bom'] !== undefined && { accept: 'text/csv' }) },
    body: content,
  }));
}

function written(operation: Operation, role: Role, { path, query, headers, body, raw }: Draft, part: string | null): FuzzedRequest {
  const address = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => percent(String(path[name])));
  const asked = [...query.map(([name, value]) => `${percent(name)}=${percent(value)}`), ...(part === null ? [] : [part])].join('&');
  const content =
    raw ?? (operation.body === undefined || body === undefined ? undefined : Buffer.from(bodyText(operation.body.contentType, body)));
  return {
    role,
    method: operation.method,
    path: asked === '' ? address : `${address}?${asked}`,
    headers: { ...(operation.body && { 'content-type': operation.body.contentType }), ...headers },
    ...(content && { body: content }),
  };
}

function bodyText(contentType: string, body: unknown): string {
  return contentType === 'application/x-ndjson' ? `${toJson(body)}\n${toJson(body)}\n` : toJson(body);
}

/** Returns the body with one of its leaves or parts replaced by `value`; `place` selects which one. */
function replacedAt(body: unknown, place: number, value: unknown): unknown {
  const places: (string | number)[][] = [];
  const visit = (node: unknown, path: (string | number)[]) => {
    places.push(path);
    if (typeof node !== 'object' || node === null || node instanceof RawJson) return;
    for (const key of Object.keys(node)) visit((node as Record<string, unknown>)[key], [...path, key]);
  };
  visit(body, []);
  const chosen = places[place % places.length] ?? [];
  const put = (node: unknown, [key, ...rest]: (string | number)[]): unknown => {
    if (key === undefined) return value;
    if (Array.isArray(node)) return node.map((item: unknown, index) => (index === Number(key) ? put(item, rest) : item));
    return Object.fromEntries(Object.entries(node as object).map(([name, inner]) => [name, name === key ? put(inner, rest) : inner]));
  };
  return put(body, chosen);
}

function withField(body: unknown, name: string, value: unknown): unknown {
  return new RawJson(`${toJson(body).replace(/\}$/, '')}${toJson(body) === '{}' ? '' : ','}${JSON.stringify(name)}:${toJson(value)}}`);
}

/** Percent-encodes a text for an address. A lone surrogate becomes the three bytes of its invalid UTF-8 form. */
function percent(text: string): string {
  return text.isWellFormed() ? encodeURIComponent(text) : '%ED%A0%80';
}
