import pg from 'pg';
import { scaleOut } from '../src/signals/scale-out/scale-out.js';

/**
 * The superuser URLs of all nodes of the Citus cluster of TEST_CITUS_URL, the coordinator first. That URL names a database on the
 * coordinator that knows its workers.
 */
export async function readCitusNodes(coordinatorUrl: string): Promise<string[]> {
  const { rows } = await query<{ host: string; port: number }>(
    coordinatorUrl,
    "SELECT nodename AS host, nodeport AS port FROM pg_dist_node WHERE noderole = 'primary' AND isactive AND groupid <> 0 ORDER BY groupid",
  );
  if (rows.length === 0) throw new Error('The database of TEST_CITUS_URL knows no workers.');
  return [coordinatorUrl, ...rows.map(({ host, port }) => atNode(coordinatorUrl, host, port))];
}

/** Creates the extension in a database that exists on all nodes, and makes the nodes known to each other. */
export async function connectCitusNodes(nodes: readonly string[], database: string): Promise<void> {
  const [coordinator = '', ...workers] = nodes.map((node) => inDatabase(node, database));
  for (const node of [coordinator, ...workers]) await query(node, 'CREATE EXTENSION citus');
  const place = (node: string) => [new URL(node).hostname, Number(new URL(node).port)];
  await query(coordinator, 'SELECT citus_set_coordinator_host($1, $2)', place(coordinator));
  for (const worker of workers) await query(coordinator, 'SELECT citus_add_node($1, $2)', place(worker));
}

/** Spreads a migrated database, and disconnects the background process of Citus, so that the database can be cloned. */
export async function spreadTemplate(nodes: readonly string[], database: string, ownerUrl: string): Promise<void> {
  await scaleOut(ownerUrl);
  for (const node of nodes) await closeToSessions(node, database);
}

/**
 * Ends all sessions of a database on a node and prevents new ones, also of the background process of Citus. PostgreSQL clones only a
 * database without sessions.
 */
export async function closeToSessions(node: string, database: string): Promise<void> {
  await query(node, `ALTER DATABASE ${database} ALLOW_CONNECTIONS false`);
  await query(node, 'SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = $1', [database]);
}

async function query<Row extends pg.QueryResultRow>(url: string, sql: string, parameters: unknown[] = []): Promise<pg.QueryResult<Row>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await client.query<Row>(sql, parameters);
  } finally {
    await client.end();
  }
}

function atNode(url: string, host: string, port: number): string {
  const node = new URL(url);
  node.hostname = host;
  node.port = String(port);
  return node.href;
}

function inDatabase(url: string, database: string): string {
  const node = new URL(url);
  node.pathname = `/${database}`;
  return node.href;
}
