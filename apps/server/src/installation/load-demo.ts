import { createHmac } from 'node:crypto';
import { demoPersonas } from '../demo/demo-personas.js';
import { loadDemoIfEmpty } from '../demo/load-demo-if-empty.js';
import { runDemoNightlyJob } from '../demo/run-demo-nightly-job.js';
import type { Installation } from '../platform/platform.module.js';

const HAS_DEMO = "SELECT FROM projects WHERE external_id LIKE 'demo:%' LIMIT 1";

/**
 * Loads the demo organization into an empty database, runs the nightly stale-skill job, and returns how to sign in as its
 * personas. The password is derived from the installation's secret, so it can be shown at every start and cannot be guessed.
 *
 * @returns undefined if the database already has another organization
 */
export async function loadDemo({ config, database }: Pick<Installation, 'config' | 'database'>, log: (message: string) => void) {
  const password = createHmac('sha256', config.sessionSecret ?? '')
    .update('demo personas')
    .digest('base64url')
    .slice(0, 16);
  const now = new Date();
  await loadDemoIfEmpty(database, { now, personaPassword: password, log });
  const [loaded] = await database.query(HAS_DEMO);
  if (!loaded) return undefined;
  await runDemoNightlyJob(database, now, log);
  return { people: demoPersonas, password };
}
