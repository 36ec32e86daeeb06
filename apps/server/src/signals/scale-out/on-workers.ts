import type pg from 'pg';

/** Whether a statement returns that value on every worker. */
export async function isOnAll(client: pg.Client, statement: string, value: string): Promise<boolean> {
  return (
    (await client.query('SELECT FROM run_command_on_workers($1) WHERE NOT success OR result <> $2', [statement, value])).rowCount === 0
  );
}

/** Runs a command on every worker. @throws the first error */
export async function onWorkers(client: pg.Client, command: string): Promise<void> {
  const { rows } = await client.query<{ fault: string }>(
    "SELECT format('%s:%s: %s', nodename, nodeport, result) AS fault FROM run_command_on_workers($1) WHERE NOT success",
    [command],
  );
  if (rows[0]) throw new Error(rows[0].fault);
}
