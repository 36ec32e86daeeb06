#!/usr/bin/env node
// Runs the built command line; in a fresh clone it builds it first.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const built = new URL('../dist/cli.js', import.meta.url);
if (!existsSync(built)) {
  process.stderr.write('skilltrace: building it first …\n');
  const root = fileURLToPath(new URL('../../..', import.meta.url));
  // Standard output belongs to the command's result.
  const build = spawnSync('npm', ['run', 'build'], { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
  if (build.status !== 0 || !existsSync(built)) {
    process.stderr.write(
      `skilltrace: it could not be built${build.error ? ` (${build.error.message})` : ''}. Run "npm ci" and then "npm run build" in ${root}, and see what they say.\n`,
    );
    process.exit(3);
  }
}
await import(built.href);
