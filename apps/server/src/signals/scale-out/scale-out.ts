import type pg from 'pg';
import { PG_MIGRATE_LOCK_ID } from 'node-pg-migrate';
import { asOwner } from '../../platform/database/schema/owner-client.js';
import { keepRightsAndIds } from './keep-rights.js';
import { requireCluster } from './require-cluster.js';
import type { Step } from './step.js';
import { stepsOfScaleOut } from './steps.js';

export interface ScaleOutOptions {
  /** Only reports the steps. */
  isDryRun?: boolean;
  /** Called before each step that is not done yet, and before the final check. An error that it throws ends the run; finished steps stay. */
  onStep?: (step: string, done: number) => void | Promise<void>;
}

export interface ScaledOut {
  workers: number;
  steps: { name: string; isDone: boolean; wasDone: boolean }[];
}

/**
 * Spreads the signals and the progress updates over the workers of a Citus cluster, and copies the tables that they are joined with to
 * every worker. Each step is one transaction and is recognized in the catalog, so an interrupted run continues where it was.
 *
 * @throws ScaleOutRefusedError if the database cannot be spread now. Nothing was changed
 */
export function scaleOut(ownerUrl: string, { isDryRun = false, onStep }: ScaleOutOptions = {}): Promise<ScaledOut> {
  return asOwner(ownerUrl, async (client) => {
    // Held until the connection ends, so that no server migrates meanwhile and no second run starts.
    const { rows } = await client.query<{ isFree: boolean }>('SELECT pg_try_advisory_lock($1) AS "isFree"', [PG_MIGRATE_LOCK_ID]);
    const workers = await requireCluster(client, rows[0]?.isFree === true);
    const steps = stepsOfScaleOut;
    const states: ScaledOut['steps'] = [];
    for (const [index, step] of steps.entries()) {
      const wasDone = await step.isDone(client);
      if (!wasDone && !isDryRun) {
        await onStep?.(step.name, index / steps.length);
        await runStep(client, step);
      }
      states.push({ name: step.name, wasDone, isDone: wasDone || !isDryRun });
    }
    return { workers, steps: states };
  });
}

// Citus refuses triggers on spread tables unless asked: it cannot know what they do. Those of Skilltrace either look only at their row,
// or do nothing on a worker (`on_coordinator`). Times in texts, which the digests compare, need one time zone on all nodes.
const SETTINGS = `SET LOCAL search_path = public; SET LOCAL citus.enable_unsafe_triggers = on; SET LOCAL citus.propagate_set_commands = 'local';
  SET LOCAL timezone = 'UTC'; SET LOCAL check_function_bodies = off; SET LOCAL lock_timeout = '10s'; SET LOCAL statement_timeout = 0`;

async function runStep(client: pg.Client, step: Step): Promise<void> {
  await client.query(`BEGIN; ${SETTINGS}`);
  try {
    await keepRightsAndIds(client, () => step.run(client));
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {});
    throw error;
  }
  if (!(await step.isDone(client))) throw new Error(`The step "${step.name}" had no effect.`);
}
