import { randomInt } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'tsdown';
import type { Scenario } from './context.js';
import { runScenario } from './run-scenario.js';
import type { ScenarioResult } from './scenario-result.js';

/** The built server in a folder of its own, for tests that need it as a process. */
export async function buildServer(): Promise<{ entry: string; remove(): Promise<void> }> {
  const server = fileURLToPath(new URL('../../', import.meta.url));
  const cache = join(server, 'node_modules', '.cache');
  await mkdir(cache, { recursive: true });
  // Below this package, so that node finds the packages.
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

/** A few rounds of a scenario, for `npm test`. A seed is in the result: `npm run torture -- --only name --seed N` draws the same. */
export async function runShort(
  name: string,
  scenario: Scenario,
  rounds: number,
  seed = randomInt(1, 1_000_000_000),
): Promise<ScenarioResult> {
  const server = await buildServer();
  try {
    return await runScenario(scenario, { name, rounds, seed, serverEntry: server.entry });
  } finally {
    await server.remove();
  }
}
