import pg from 'pg';
import type { DatabaseAddress } from './logins/database-url.js';
import { answerTimeout } from './answer-timeout.js';
import { WatchedClient } from './watched-client.js';

/** Long enough for a busy database, and short enough for the waiting requests. */
const ANSWER_WITHIN_MS = 3_000;

/**
 * Checks whether the database answers on a new connection, because the connections of the pool may be cut off. A refusal counts
 * as an answer, unless the database is starting or stopping.
 */
export async function isDatabaseAnswering(address: DatabaseAddress): Promise<boolean> {
  const client = new WatchedClient({ ...address, application_name: 'skilltrace probe' });
  client.on('error', () => {});
  const asked = client.connect().then(
    () => true,
    (error: unknown) => error instanceof pg.DatabaseError && !/^(08|57P)/.test(error.code ?? ''),
  );
  const answered = await Promise.race([asked, answerTimeout(ANSWER_WITHIN_MS).then(() => false)]);
  if (answered) void client.end().catch(() => {});
  else client.cutOff();
  return answered;
}
