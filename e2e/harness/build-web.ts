import { execFile } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const WEB = resolve(import.meta.dirname, '../../apps/web');
const BUILT = join(WEB, 'dist/index.html');
const SOURCES = [
  'src',
  'public',
  'build',
  'index.html',
  'vite.config.ts',
  'package.json',
  '../../packages/domain/src',
  '../../packages/contract/src',
];

/** Builds the web application unless the existing build is newer than all its sources. */
export async function buildWebIfStale(): Promise<void> {
  const newest = Math.max(...SOURCES.map((name) => newestIn(join(WEB, name))));
  if (existsSync(BUILT) && statSync(BUILT).mtimeMs > newest) return;
  await promisify(execFile)('npm', ['run', 'build', '--silent'], { cwd: WEB, shell: process.platform === 'win32' });
}

function newestIn(path: string): number {
  const { mtimeMs } = statSync(path);
  if (!statSync(path).isDirectory()) return mtimeMs;
  return Math.max(mtimeMs, ...readdirSync(path).map((name) => newestIn(join(path, name))));
}
