import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin } from 'vite';

const HINT = '//# allFunctionsCalledOnLoad\n';

/**
 * Tells the browser that the functions of a script will be called, all of them: it compiles them beside the page while the script
 * arrives, instead of one by one on the page's own thread at the first call. https://v8.dev/blog/explicit-compile-hints
 */
export function compileAhead(): Plugin {
  return {
    name: 'compile-ahead',
    apply: 'build',
    // The hint counts only at the very top, and Vite writes there too, after every other hook.
    writeBundle: async ({ dir = 'dist' }, bundle) => {
      const scripts = Object.values(bundle).filter(({ type }) => type === 'chunk');
      await Promise.all(scripts.map(({ fileName }) => prepend(join(dir, fileName))));
    },
  };
}

async function prepend(path: string): Promise<void> {
  await writeFile(path, HINT + (await readFile(path, 'utf8')));
}
