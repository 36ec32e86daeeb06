import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { build } from 'tsdown';

/** Builds the server into a temporary folder, for tests that run it as a process. */
export async function buildServer(): Promise<{ entry: string; remove(): Promise<void> }> {
  const server = resolve(import.meta.dirname, '..');
  const cache = join(server, 'node_modules', '.cache');
  await mkdir(cache, { recursive: true });
  // The output must be inside the server's folder, so that Node finds its packages.
  const outDir = await mkdtemp(join(cache, 'server-'));
  await build({
    config: join(server, 'tsdown.config.ts'),
    cwd: server,
    entry: { main: join(server, 'src/main.ts'), cli: join(server, 'src/cli/cli.ts') },
    outDir,
    clean: false,
    sourcemap: false,
    logLevel: 'error',
  });
  const entry = join(outDir, 'main.js');
  return { entry, remove: () => rm(dirname(entry), { recursive: true, force: true }) };
}
