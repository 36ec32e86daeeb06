import type { ReadDatabase } from '../src/platform/database/read-database.js';

/** A node of a query plan, in the words of PostgreSQL. */
export interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  Plans?: PlanNode[];
}

/** The nodes of the plans of all statements that `read` sends. The statements also run. */
export async function plansOf(database: ReadDatabase, read: (ledger: ReadDatabase) => Promise<unknown>): Promise<PlanNode[]> {
  const found: PlanNode[] = [];
  const query: ReadDatabase['query'] = async (statement, parameters) => {
    const text = typeof statement === 'string' ? statement : statement.text;
    if (text.startsWith('SET LOCAL')) return [];
    const rows = await database.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(`EXPLAIN (FORMAT JSON) ${text}`, parameters);
    const visit = (node: PlanNode): void => {
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
