import type { Connection } from '../database/connection.js';

const RECORD = 'SELECT record_import($1, $2, $3::jsonb)';

/** Numbers, or numbers by section. */
export interface ImportCounts {
  [name: string]: number | ImportCounts;
}

/**
 * Tells the audit log of one run of an import; what it changed stands there row by row beside it.
 *
 * @param isWhole false for a run that broke off, with the counts of what stands
 */
export async function recordImport(
  connection: Connection,
  kind: 'organisation' | 'progress_updates',
  isWhole: boolean,
  counts: ImportCounts,
): Promise<void> {
  await connection.transaction((transaction) => transaction.query(RECORD, [kind, isWhole, JSON.stringify(counts)]));
}
