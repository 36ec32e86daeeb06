import type { Step } from './step.js';

// Citus does not create triggers for TRUNCATE on the tables of the workers, only on those that it later moves to another worker. In a
// command for each of these tables, %1$s is its name, which ends with the number of the shard.
const IS_GUARDED = "SELECT count(*) FROM pg_trigger WHERE tgrelid = '%1$s'::regclass AND tgtype & 34 = 34 AND tgenabled = 'A'";
const GUARD = `
  DO $do$
  BEGIN
    IF NOT EXISTS (SELECT FROM pg_trigger WHERE tgrelid = '%1$s'::regclass AND tgtype & 34 = 34) THEN
      EXECUTE format('CREATE TRIGGER %%I BEFORE TRUNCATE ON %1$s FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_ledger_change()',
                     'user_skill_signals_not_truncated_' || substring('%1$s' FROM '\\d+$'));
      EXECUTE format('ALTER TABLE %1$s ENABLE ALWAYS TRIGGER %%I', 'user_skill_signals_not_truncated_' || substring('%1$s' FROM '\\d+$'));
    END IF;
  END
  $do$`;

const ON_SHARDS =
  "SELECT shardid::text AS shardid, result FROM run_command_on_shards('public.user_skill_signals', $1) WHERE NOT success OR result = '0'";

/** Lets the tables of the workers that store signals reject TRUNCATE, as the table on the coordinator does. */
export const truncateGuard: Step = {
  name: 'rejecting TRUNCATE of signals on the workers',
  isDone: async (client) => {
    const { rowCount } = await client.query("SELECT FROM pg_dist_partition WHERE logicalrelid = 'public.user_skill_signals'::regclass");
    return rowCount === 1 && (await client.query(ON_SHARDS, [IS_GUARDED])).rowCount === 0;
  },
  run: async (client) => {
    const { rows } = await client.query<{ shardid: string; result: string }>(ON_SHARDS, [GUARD]);
    if (rows[0]) throw new Error(`shard ${rows[0].shardid}: ${rows[0].result}`);
  },
};
