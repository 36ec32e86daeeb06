import type { Connection } from '../database/connection.js';

const RECORD = 'SELECT record_import($1, $2, $3::jsonb)';

/** Numbers, or numbers by section. */
export interface ImportCounts {
  [name: string]: number | ImportCounts;
}

/**
 * Records a run of an import in the audit log, in addition to the entries for each changed row.
 *
 * @param isWhole false for an interrupted run; the counts then describe what was saved
 */
export async function recordImport(
  connection: Connection,
  kind: 'organisation' | 'progress_updates',
  isWhole: boolean,
  counts: ImportCounts,
): Promise<void> {
  await connection.transaction((transaction) => transaction.query(RECORD, [kind, isWhole, JSON.stringify(counts)]));
}
