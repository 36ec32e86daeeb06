import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin } from 'vite';

const HINT = '//# allFunctionsCalledOnLoad\n';

/**
 * Marks each script so that the browser compiles all of its functions on a background thread while it downloads the script. Without
 * the hint, it compiles each function on the main thread at the first call. https://v8.dev/blog/explicit-compile-hints
 */
export function compileAhead(): Plugin {
  return {
    name: 'compile-ahead',
    apply: 'build',
    // The hint must be the first line. Vite itself adds code there after all other hooks, so this runs on the written files.
    writeBundle: async ({ dir = 'dist' }, bundle) => {
      const scripts = Object.values(bundle).filter(({ type }) => type === 'chunk');
      await Promise.all(scripts.map(({ fileName }) => prepend(join(dir, fileName))));
    },
  };
}

async function prepend(path: string): Promise<void> {
  await writeFile(path, HINT + (await readFile(path, 'utf8')));
}
