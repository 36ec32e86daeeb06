import type { Transaction } from '../platform/database/connection.js';

// All writers of assignments wait behind these locks, so give up after a while (55P03).
const NOT_FOR_LONG = "SET LOCAL lock_timeout = '10s'";
// An uncommitted assignment with the old tag is not visible yet and would keep the tag, so wait for its transaction. The table is
// locked before the skill's row, because assigning also writes the assignment before the signals of the skill.
const WAIT_FOR_WRITERS = 'LOCK TABLE assignments IN EXCLUSIVE MODE';
const RENAME_TAG = `
  UPDATE assignments a
     SET tags = CASE WHEN a.tags @> ARRAY[$2::text] THEN array_remove(a.tags, $1) ELSE array_replace(a.tags, $1, $2) END
   WHERE a.ended_at IS NULL AND a.tags @> ARRAY[$1::text]`;

/** Waits for transactions that write assignments, and blocks new ones until this one ends. @throws CONFLICT after ten seconds */
export async function blockWritersOfAssignments(transaction: Transaction): Promise<void> {
  await transaction.query(NOT_FOR_LONG);
  await transaction.query(WAIT_FOR_WRITERS);
}

/** Replaces a tag in all assignments that have not ended, without duplicates. Their writers must be blocked. */
export async function renameTag(transaction: Transaction, before: string, after: string): Promise<void> {
  await transaction.query(RENAME_TAG, [before, after]);
}
