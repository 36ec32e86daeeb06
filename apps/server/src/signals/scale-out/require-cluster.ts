import type pg from 'pg';

/** The database cannot be spread now. Nothing was changed. */
export class ScaleOutRefusedError extends Error {}

const STATE = `
  SELECT (SELECT extversion FROM pg_extension WHERE extname = 'citus') AS citus,
         (SELECT count(*)::int FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'skilltrace server%') AS servers,
         EXISTS (SELECT FROM pg_class WHERE relkind = 'p' AND relnamespace = 'public'::regnamespace) AS "isPartitioned"`;
const NODES = `
  SELECT (SELECT groupid = 0 FROM pg_dist_local_group) AS "isCoordinator",
         EXISTS (SELECT FROM pg_dist_node WHERE groupid = 0) AS "knowsItself",
         (SELECT count(*)::int FROM pg_dist_node WHERE groupid <> 0 AND isactive AND shouldhaveshards AND noderole = 'primary') AS workers`;
const REACH = `
  SELECT format('%s:%s: %s', nodename, nodeport, result) AS fault FROM run_command_on_workers('SELECT 1') WHERE NOT success
  UNION ALL
  SELECT format('%s:%s: this worker has no extension citus', nodename, nodeport)
    FROM run_command_on_workers($$ SELECT count(*) FROM pg_extension WHERE extname = 'citus' $$) WHERE success AND result = '0'`;

interface State {
  citus: string | null;
  servers: number;
  isPartitioned: boolean;
}

/**
 * Returns the number of workers.
 *
 * @param isFree whether no other process migrates the database
 * @throws ScaleOutRefusedError with what is missing
 */
export async function requireCluster(client: pg.Client, isFree: boolean): Promise<number> {
  const { citus, servers, isPartitioned } = (await client.query<State>(STATE)).rows[0] as State;
  if (citus === null)
    throw new ScaleOutRefusedError(
      'This database has no extension citus. Create it in this database and in the database of the same name on every worker.',
    );
  if (Number.parseInt(citus, 10) < OLDEST_CITUS)
    throw new ScaleOutRefusedError(`This database has Citus ${citus}. Citus ${OLDEST_CITUS} or later is required.`);
  if (servers > 0 || !isFree) throw new ScaleOutRefusedError('A server uses this database. Stop all servers, and run the command again.');
  if (isPartitioned)
    throw new ScaleOutRefusedError(
      'The signals and the progress updates are stored in partitions, which Citus would replace. Restore a backup from before `skilltrace database partition`.',
    );
  const { isCoordinator, knowsItself, workers } = (
    await client.query<{ isCoordinator: boolean; knowsItself: boolean; workers: number }>(NODES)
  ).rows[0] as { isCoordinator: boolean; knowsItself: boolean; workers: number };
  if (!isCoordinator) throw new ScaleOutRefusedError('This database is a worker. Run the command on the coordinator.');
  if (!knowsItself)
    throw new ScaleOutRefusedError(
      "The workers do not know the coordinator. Run SELECT citus_set_coordinator_host('<its address>', <its port>) as a superuser.",
    );
  if (workers === 0)
    throw new ScaleOutRefusedError("There are no workers. Add one with SELECT citus_add_node('<its address>', <its port>).");
  const faults = (await client.query<{ fault: string }>(REACH)).rows.map(({ fault }) => fault);
  if (faults.length > 0) throw new ScaleOutRefusedError(`The owner of the database cannot work on every worker. ${faults.join('; ')}`);
  return workers;
}

const OLDEST_CITUS = 13;
