import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import type { Connection } from '../database/connection.js';
import { Database } from '../database/database.js';
import { BATCH_SIZE, deleteInBatches } from '../database/delete-in-batches.js';

const HOUR_MS = 3_600_000;
// Several servers may run this simultaneously. SKIP LOCKED lets each delete other rows.
const FORGET = `
  DELETE FROM idempotency_keys WHERE (caller, key_hash) IN (
    SELECT caller, key_hash FROM idempotency_keys
     WHERE created_at < now() - interval '48 hours' LIMIT ${BATCH_SIZE} FOR UPDATE SKIP LOCKED)
  RETURNING 1`;

/** Deletes idempotency keys older than two days in short transactions. Returns the number of deleted keys. */
export function deleteOldKeys(connection: Connection): Promise<number> {
  return deleteInBatches(connection, FORGET);
}

/** Deletes old keys once an hour. An error is logged, and the next run catches up. */
@Injectable()
export class DeleteOldKeys {
  private readonly logger = new Logger(DeleteOldKeys.name);

  constructor(private readonly database: Database) {}

  @Interval(HOUR_MS)
  async run(): Promise<void> {
    try {
      await deleteOldKeys(this.database);
    } catch (error) {
      this.logger.error('could not delete old idempotency keys', error instanceof Error ? error.stack : String(error));
    }
  }
}
