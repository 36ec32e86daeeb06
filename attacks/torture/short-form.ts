import { randomInt } from 'node:crypto';
import { buildServer } from '../../apps/server/test/build-server.js';
import type { Scenario } from './context.js';
import { runScenario } from './run-scenario.js';
import type { ScenarioResult } from './scenario-result.js';

/**
 * Runs a few rounds of a scenario for `npm test`. `npm run torture -- --only name --seed N` with the result's seed makes the
 * same random choices.
 */
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
