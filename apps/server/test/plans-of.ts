import type { ReadDatabase } from '../src/platform/database/read-database.js';

/** A node of a query plan, in the words of PostgreSQL. */
export interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Index Cond'?: string;
  'Total Cost': number;
  /** The partition, or the table, that the node reads. */
  store?: string;
  Plans?: PlanNode[];
}

const PARTITIONS = `
  SELECT part.relname AS part, whole.relname AS whole
    FROM pg_inherits i JOIN pg_class part ON part.oid = i.inhrelid JOIN pg_class whole ON whole.oid = i.inhparent`;

/**
 * The nodes of the plans of all statements that `read` sends. The statements also run. A partition and its indexes have the names of the table and of
 * its indexes.
 */
export async function plansOf(database: ReadDatabase, read: (ledger: ReadDatabase) => Promise<unknown>): Promise<PlanNode[]> {
  const found: PlanNode[] = [];
  const parts = await database.query<{ part: string; whole: string }>(PARTITIONS);
  const wholes = new Map(parts.map(({ part, whole }) => [part, whole]));
  const query: ReadDatabase['query'] = async (statement, parameters) => {
    const text = typeof statement === 'string' ? statement : statement.text;
    if (text.startsWith('SET LOCAL')) return [];
    const rows = await database.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(`EXPLAIN (FORMAT JSON) ${text}`, parameters);
    const visit = (node: PlanNode): void => {
      if (node['Relation Name'] !== undefined) node.store = node['Relation Name'];
      for (const name of ['Relation Name', 'Index Name'] as const) {
        const whole = wholes.get(node[name] ?? '');
        if (whole !== undefined) node[name] = whole;
      }
      found.push(node);
      node.Plans?.forEach(visit);
    };
    rows.forEach((row) => visit(row['QUERY PLAN'][0].Plan));
    return database.query(statement, parameters);
  };
  const ledger = { query, transaction: (work: (connection: unknown) => unknown) => work(ledger) } as ReadDatabase;
  await read(ledger);
  return found;
}
