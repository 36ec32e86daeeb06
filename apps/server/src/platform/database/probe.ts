import pg from 'pg';
import type { DatabaseAddress } from './logins/database-url.js';
import { patience } from './patience.js';
import { WatchedClient } from './watched-client.js';

/** Long enough for a database that has a lot to do, short enough for those who wait for it. */
const ANSWER_WITHIN_MS = 3_000;

/**
 * Whether the database answers, asked on a connection of its own: those of the pool may be the very ones that are cut off.
 * One that refuses answers, too, unless it is just starting or stopping.
 */
export async function answers(address: DatabaseAddress): Promise<boolean> {
  const client = new WatchedClient({ ...address, application_name: 'skilltrace probe' });
  client.on('error', () => {});
  const asked = client.connect().then(
    () => true,
    (error: unknown) => error instanceof pg.DatabaseError && !/^(08|57P)/.test(error.code ?? ''),
  );
  const answered = await Promise.race([asked, patience(ANSWER_WITHIN_MS).then(() => false)]);
  if (answered) void client.end().catch(() => {});
  else client.cutOff();
  return answered;
}
