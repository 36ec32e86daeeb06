import type { Transaction } from './connection.js';

const CHANGE_IN_TURN = { name: 'change_in_turn', text: 'SELECT change_in_turn()' };
const WAIT_FOR_CHANGES = 'SELECT wait_for_changes()';

/**
 * Begins a change of people, skills, projects, declared skills or assignments: waits for an erasure and, on a spread ledger, for other such changes
 * (`database/functions/nodes/change_in_turn.sql`). Must come before any row lock of the transaction.
 */
export async function changeInTurn(transaction: Transaction): Promise<void> {
  await transaction.query(CHANGE_IN_TURN);
}

/**
 * On a spread ledger, waits for such changes, and prevents new ones until the transaction ends. Must come before a lock on the row of a person.
 */
export async function waitForChanges(transaction: Transaction): Promise<void> {
  await transaction.query(WAIT_FOR_CHANGES);
}
