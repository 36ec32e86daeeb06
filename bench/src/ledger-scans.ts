import type { ReadDatabase } from '@skilltrace/server/platform/database/read-database.js';

interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Cond'?: string;
  Plans?: PlanNode[];
}

/** Runs `read` and returns the parts of its query plans that read the whole ledger: the table, or an index without a range. */
export async function ledgerScansOf(ledger: ReadDatabase, read: (ledger: ReadDatabase) => Promise<unknown>): Promise<string[]> {
  const found: string[] = [];
  const visit = ({ 'Node Type': type, 'Relation Name': table, 'Index Cond': range, Plans = [] }: PlanNode): void => {
    if (table?.startsWith('user_skill_signals') && range === undefined) found.push(type);
    Plans.forEach(visit);
  };
  await ledger.transaction(async (transaction) => {
    const query: ReadDatabase['query'] = async (statement, parameters) => {
      const text = typeof statement === 'string' ? statement : statement.text;
      if (!text.startsWith('SET LOCAL')) {
        const [row] = await transaction.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(`EXPLAIN (FORMAT JSON) ${text}`, parameters);
        if (row) visit(row['QUERY PLAN'][0].Plan);
      }
      return transaction.query(statement, parameters);
    };
    const explaining = { query, transaction: (work: (connection: unknown) => unknown) => work(explaining) } as ReadDatabase;
    await read(explaining);
  });
  return found;
}
