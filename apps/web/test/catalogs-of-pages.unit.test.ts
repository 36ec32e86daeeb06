import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const src = resolve(import.meta.dirname, '../src');
const tree = readFileSync(join(src, 'routes/route-tree.ts'), 'utf8');
const pages = [...tree.matchAll(/lazyPage\(\s*\(\) => import\('\.\/([\w.-]+)'\)((?:,\s*'[\w-]+')*),?\s*\)/g)].map(
  ([, page = '', listed = '']) => ({
    page,
    listed: [...listed.matchAll(/'([\w-]+)'/g)].map(([, name = '']) => name),
  }),
);

/** The features that a file imports, directly or through other files, including dynamic imports. */
function featuresOf(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file) || !existsSync(file)) return new Set();
  seen.add(file);
  const feature = /features\/([\w-]+)\//.exec(file)?.[1];
  const imports = [...readFileSync(file, 'utf8').matchAll(/^(?:import(?! type)[^;]*?from |.*import\()'([^']+)'/gm)].map(
    ([, path = '']) => path,
  );
  const files = imports.map((path) => (path.startsWith('#') ? join(src, path.slice(1)) : resolve(dirname(file), path)));
  return new Set([...(feature === undefined ? [] : [feature]), ...files.flatMap((each) => [...featuresOf(each, seen)])]);
}

describe('the message catalogs of a page', () => {
  test('are found for every page of the route tree', () => expect(pages.length).toBe(tree.match(/lazyPage\(/g)?.length));

  test.each(pages)('are those of the features that $page imports', ({ page, listed }) => {
    expect(listed.toSorted()).toEqual([...featuresOf(join(src, 'routes', page))].toSorted());
  });
});
