import { readFile } from 'node:fs/promises';
import openapiTS, { astToString } from 'openapi-typescript';
import { expect, it } from 'vitest';

it('the committed types match packages/contract/openapi.json (run `npm run openapi` to update them)', async () => {
  const types = astToString(await openapiTS(new URL('../../contract/openapi.json', import.meta.url)));
  const committed = await readFile(new URL('schema.ts', import.meta.url), 'utf8');
  expect(committed.endsWith(types), 'The committed types are out of date: run npm run openapi').toBe(true);
});
