import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from '../src/platform/database/connection.js';
import { singleRow } from '../src/platform/database/single-row.js';

/** A time after everything that was recorded so far, and before everything that is recorded later. Recorded times have milliseconds. */
export async function betweenRecordings(connection: Connection): Promise<string> {
  await sleep(3);
  const { now } = singleRow(await connection.query<{ now: string }>('SELECT clock_timestamp() AS now'));
  await sleep(3);
  return now;
}
