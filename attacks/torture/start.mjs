// Bundles the torture code with the current server and runs it. The bundle has its own folder, so that a build during a long
// run does not change it. The folder is below the server's, so that Node finds its packages.
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'tsdown';

const here = import.meta.dirname;
const root = join(here, '../..');
const server = join(root, 'apps/server');
const cache = join(server, 'node_modules', '.cache');
const bundle = join(cache, `torture-${process.pid}`);

removeLeftovers();
process.on('exit', () => rmSync(bundle, { recursive: true, force: true }));
const scenarios = readdirSync(join(here, 'scenarios')).filter((file) => /^[\w-]+\.ts$/.test(file));
await build({
  config: join(server, 'tsdown.config.ts'),
  cwd: server,
  entry: {
    main: join(server, 'src/main.ts'),
    cli: join(server, 'src/cli/cli.ts'),
    torture: join(here, 'torture.ts'),
    ...Object.fromEntries(scenarios.map((file) => [`scenarios/${file.replace(/\.ts$/, '')}`, join(here, 'scenarios', file)])),
  },
  outDir: bundle,
  clean: false,
  logLevel: 'warn',
});
const { torture } = await import(pathToFileURL(join(bundle, 'torture.js')).href);
process.exit(await torture(process.argv.slice(2), join(root, 'bench/results/torture')));

function removeLeftovers() {
  mkdirSync(cache, { recursive: true });
  for (const name of readdirSync(cache)) {
    const pid = Number(/^torture-(\d+)$/.exec(name)?.[1] ?? 0);
    if (pid > 0 && !isAlive(pid)) rmSync(join(cache, name), { recursive: true, force: true });
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
