import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const OF_RADIX = /^@radix-ui\/[^/]+$/;
const PACKAGE = /^.*[\\/]node_modules[\\/]@radix-ui[\\/][^\\/]+/;

/**
 * Ships each package of Radix once. npm nests a copy of the small ones in every other package where something else in
 * the installation holds an older version of them at the top; the bundle would have each copy, about ten of some. What
 * `radix-ui` itself uses stands for all copies of the same version.
 */
export function oneOfEachRadix(): Plugin {
  const umbrella = fileURLToPath(import.meta.resolve('radix-ui'));
  return {
    name: 'one-of-each-radix',
    apply: 'build',
    enforce: 'pre',
    async resolveId(source, importer) {
      if (!OF_RADIX.test(source) || importer === undefined) return undefined;
      const [own, shared] = await Promise.all([importer, umbrella].map((from) => this.resolve(source, from, { skipSelf: true })));
      if (!own || !shared || own.id === shared.id) return own;
      return (await versionOf(own.id)) === (await versionOf(shared.id)) ? shared : own;
    },
  };
}

/** Of the package that a file belongs to. */
async function versionOf(file: string): Promise<string | undefined> {
  const folder = PACKAGE.exec(file)?.[0];
  if (folder === undefined) return undefined;
  return (JSON.parse(await readFile(`${folder}/package.json`, 'utf8')) as { version: string }).version;
}
