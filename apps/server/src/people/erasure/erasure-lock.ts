import { setTimeout as sleep } from 'node:timers/promises';
import { changeInTurn } from '../../platform/database/change-in-turn.js';
import type { Transaction } from '../../platform/database/connection.js';
import { sqlState } from '../../platform/errors/sqlstate.js';

// A waiting lock request blocks new writers. So each attempt is short, and a long transaction delays only the erasure.
const ATTEMPT = "SAVEPOINT alone; SET LOCAL lock_timeout = '300ms'";
const TAKE = "SELECT pg_advisory_xact_lock(hashtext('erase a person'))";
const TAKEN = 'RELEASE SAVEPOINT alone; SET LOCAL lock_timeout = 0';
const PAUSE_MS = 100;
const LOCK_TIMEOUT = '55P03';
const DEADLOCK = /^40(P01|001)$/;
const MOST_ATTEMPTS = 20;

/**
 * Waits until no transaction is open that writes texts or stores responses, and blocks new ones until this transaction ends
 * (`wait_for_erasing`). Erasures also run one after the other because of this lock.
 */
export async function blockTextWriters(transaction: Transaction): Promise<void> {
  for (;;) {
    await transaction.query(ATTEMPT);
    try {
      await transaction.query(TAKE);
      await transaction.query(TAKEN);
      // No change is running, but someone may just be signing in.
      return await changeInTurn(transaction);
    } catch (error) {
      if (sqlState(error) !== LOCK_TIMEOUT) throw error;
      await transaction.query('ROLLBACK TO SAVEPOINT alone');
      await sleep(PAUSE_MS);
    }
  }
}

/** Retries the work after a deadlock. */
export async function retryAfterDeadlock<Result>(transaction: Transaction, work: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    await transaction.query('SAVEPOINT attempt');
    try {
      return await work();
    } catch (error) {
      if (attempt === MOST_ATTEMPTS || !DEADLOCK.test(sqlState(error) ?? '')) throw error;
      await transaction.query('ROLLBACK TO SAVEPOINT attempt');
      await sleep(attempt * PAUSE_MS * Math.random());
    }
  }
}
