import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { IS_NOT_EXPIRED } from '../platform/auth/session-lifetime.js';
import type { Connection } from '../platform/database/connection.js';
import { Database } from '../platform/database/database.js';
import { BATCH_SIZE, deleteInBatches } from '../platform/database/delete-in-batches.js';
import { WINDOW_MS } from './attempts/attempt-limits.js';

const HOUR_MS = 3_600_000;
// Several servers may run this simultaneously while people sign in and are invited, so locked rows are skipped.
const rowsThat = (table: string, key: string, ranOut: string) => `
  DELETE FROM ${table} WHERE ${key} = ANY (ARRAY(
    SELECT s.${key} FROM ${table} s WHERE ${ranOut} LIMIT ${BATCH_SIZE} FOR UPDATE SKIP LOCKED))
  RETURNING 1`;
const FORGET = {
  sessions: rowsThat('auth_sessions', 'id', `NOT (${IS_NOT_EXPIRED})`),
  invitations: rowsThat('invitations', 'profile_id', 's.expires_at <= now()'),
  attempts: rowsThat('sign_in_failures', 'id', `s.attempted_at <= now() - interval '${WINDOW_MS} milliseconds'`),
};

/**
 * Deletes expired sessions and invitations, and sign-in attempts that no longer count, in short transactions.
 *
 * @returns the number of deleted rows of each kind
 */
export async function deleteExpiredCredentials(
  connection: Connection,
): Promise<{ sessions: number; invitations: number; attempts: number }> {
  return {
    sessions: await deleteInBatches(connection, FORGET.sessions),
    invitations: await deleteInBatches(connection, FORGET.invitations),
    attempts: await deleteInBatches(connection, FORGET.attempts),
  };
}

/** Runs the cleanup once an hour. An error is logged, and the next run catches up. */
@Injectable()
export class DeleteExpiredCredentials {
  private readonly logger = new Logger(DeleteExpiredCredentials.name);

  constructor(private readonly database: Database) {}

  @Interval(HOUR_MS)
  async run(): Promise<void> {
    try {
      await deleteExpiredCredentials(this.database);
    } catch (error) {
      this.logger.error(
        'could not delete expired sessions, invitations and sign-in attempts',
        error instanceof Error ? error.stack : String(error),
      );
    }
  }
}
