import { createHmac } from 'node:crypto';
import { demoPersonas } from '../demo/demo-personas.js';
import { loadDemoIfEmpty } from '../demo/load-demo-if-empty.js';
import type { Installation } from '../platform/platform.module.js';

const HAS_DEMO = "SELECT FROM projects WHERE external_id LIKE 'demo:%' LIMIT 1";

/**
 * Loads the demo organisation into an empty database, and says how its personas sign in. Their password follows from
 * the installation's own secret, so it can be shown at every start and guessed by nobody else.
 *
 * @returns undefined where another organisation is there already
 */
export async function loadDemo({ config, database }: Installation, log: (message: string) => void) {
  const password = createHmac('sha256', config.sessionSecret ?? '')
    .update('demo personas')
    .digest('base64url')
    .slice(0, 16);
  await loadDemoIfEmpty(database, { now: new Date(), personaPassword: password, log });
  const [loaded] = await database.query(HAS_DEMO);
  return loaded ? { people: demoPersonas, password } : undefined;
}
