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

/** The features whose code a file needs, at once or later. */
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

describe('a page loads the messages of the features that it shows, and no others', () => {
  test('each of them', () => expect(pages.length).toBe(tree.match(/lazyPage\(/g)?.length));

  test.each(pages)('$page', ({ page, listed }) => {
    expect(listed.toSorted()).toEqual([...featuresOf(join(src, 'routes', page))].toSorted());
  });
});
