import pg from 'pg';
import type { DatabaseAddress } from './database-url.js';
import { patience } from './patience.js';

/** Long enough for a database that has a lot to do, short enough for those who wait for it. */
const ANSWER_WITHIN_MS = 3_000;

/**
 * Whether the database answers, asked on a connection of its own: those of the pool may be the very ones that are cut off.
 * One that refuses answers, too, unless it is just starting or stopping.
 */
export async function answers(address: DatabaseAddress): Promise<boolean> {
  const client = new pg.Client({ ...address, application_name: 'skilltrace probe' });
  client.on('error', () => {});
  const asked = client.connect().then(
    () => true,
    (error: unknown) => error instanceof pg.DatabaseError && !/^(08|57P)/.test(error.code ?? ''),
  );
  const answered = await Promise.race([asked, patience(ANSWER_WITHIN_MS).then(() => false)]);
  if (answered) void client.end().catch(() => {});
  else destroy(client);
  return answered;
}

/** Ends a connection at once: a farewell would wait for an answer as well. */
export function destroy(client: pg.ClientBase): void {
  streamOf(client).destroy();
}

/** How many bytes have come in so far. */
export function bytesFrom(client: pg.ClientBase): number {
  return streamOf(client).bytesRead;
}

// Not in the types, and there is no other way to end a connection that does not answer.
function streamOf(client: pg.ClientBase): { destroy(): void; bytesRead: number } {
  return (client as unknown as { connection: { stream: { destroy(): void; bytesRead: number } } }).connection.stream;
}
