import pg from 'pg';
import { parseDatabaseUrl } from '../logins/database-url.js';

/**
 * Creates a client for the owner of the database, for migrations and logins. It is not connected yet.
 */
export function ownerClient(url: string): pg.Client {
  return new pg.Client({ ...parseDatabaseUrl(url), application_name: 'skilltrace owner' });
}

/** Runs `work` with a connection as the owner and with the name of the database. */
export async function asOwner<Result>(url: string, work: (owner: pg.Client, database: string) => Promise<Result>): Promise<Result> {
  const owner = ownerClient(url);
  // Without a listener, losing the connection between two statements would end the process.
  owner.on('error', () => {});
  await owner.connect();
  try {
    const { rows } = await owner.query<{ database: string }>('SELECT current_database() AS database');
    return await work(owner, rows[0]?.database ?? '');
  } finally {
    await owner.end().catch(() => {});
  }
}
