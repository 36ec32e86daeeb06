import type pg from 'pg';

const HAS_CITUS = "SELECT to_regclass('pg_catalog.pg_dist_partition') IS NOT NULL AS found";

/**
 * Runs several statements. With Citus it sends them one by one, because Citus passes the whole text on to the workers with each of them.
 * A semicolon at the end of a line ends a statement, except between dollar quotes.
 */
export async function queryScript(client: Pick<pg.Client, 'query'>, script: string): Promise<void> {
  const { rows } = await client.query<{ found: boolean }>(HAS_CITUS);
  if (rows[0]?.found !== true) await client.query(script);
  else for (const statement of statementsOf(script)) await client.query(statement);
}

function statementsOf(script: string): string[] {
  const statements: string[] = [];
  let statement = '';
  let quote: string | undefined;
  for (const line of script.split('\n')) {
    statement += `${line}\n`;
    for (const [found] of line.matchAll(/\$\w*\$/g)) {
      if (quote === undefined) quote = found;
      else if (quote === found) quote = undefined;
    }
    if (quote !== undefined || !line.trimEnd().endsWith(';')) continue;
    statements.push(statement);
    statement = '';
  }
  return [...statements, statement].filter((text) => text.trim() !== '');
}
