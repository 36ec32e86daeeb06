import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const src = join(import.meta.dirname, '../..');
/** A call that passes an address to the API's client, or a type of its parameters: both are checked against the API's document. */
const CHECKED = /(?:\bapi\.(?:GET|POST|PUT|PATCH|DELETE)|\b(?:apiQuery|apiPages|keyOf|addressOf))\(\s*$|\bParametersOf<\s*$/;

/** The files of the client itself. */
const CLIENT = new Set(['request.ts', 'queries.ts'].map((file) => join('lib', 'api', file)));

/** The API addresses in a source that the client does not check. */
export function uncheckedAddresses(source: string): string[] {
  const code = source.replaceAll(/\/\*[^]*?\*\/|^\s*\/\/.*$/gm, '');
  return [...code.matchAll(/(['"`])\/api\b[^'"`\n]*/g)].filter(({ index }) => !CHECKED.test(code.slice(0, index))).map(([text]) => text);
}

test.each([
  ["fetch('/api/skills')", 1],
  ['request(`/api/skills/${id}`)', 1],
  ["const path = '/api';", 1],
  ["api.GET('/api/skills', {})", 0],
  ["apiQuery(\n  '/api/skills',\n {})", 0],
  ["type Query = ParametersOf<'/api/skills'>['query']", 0],
  ["// as '/api/skills'", 0],
])('`%s` has %i unchecked addresses', (source, count) => {
  expect(uncheckedAddresses(source)).toHaveLength(count);
});

test('the web application passes API addresses only to its typed client', () => {
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => /(?<!\.test)\.tsx?$/.test(file));
  const found = files
    .filter((file) => !CLIENT.has(file))
    .flatMap((file) => uncheckedAddresses(readFileSync(join(src, file), 'utf8')).map((address) => `${file}: ${address}`));
  expect(files.length).toBeGreaterThan(300);
  expect(found).toEqual([]);
});
