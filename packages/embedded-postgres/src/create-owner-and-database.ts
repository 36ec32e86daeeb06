import type pg from 'pg';

/** Login role that owns the application's database: no superuser, may create roles. */
export const OWNER = 'skilltrace_owner';

/** The application's database. */
export const DATABASE = 'skilltrace';

/** Creates the owner and the database where they are missing. May be interrupted anywhere and run again. */
export async function createOwnerAndDatabase(client: pg.Client, ownerPassword: string): Promise<void> {
  const { rows } = await client.query<{ has_owner: boolean; has_database: boolean }>(
    `SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = $1) AS has_owner,
            EXISTS (SELECT FROM pg_database WHERE datname = $2) AS has_database`,
    [OWNER, DATABASE],
  );
  if (!rows[0]?.has_owner) {
    const password = client.escapeLiteral(ownerPassword);
    await client.query(`CREATE ROLE ${OWNER} LOGIN NOSUPERUSER CREATEROLE NOCREATEDB PASSWORD ${password}`);
  }
  if (!rows[0]?.has_database) {
    await client.query(`CREATE DATABASE ${DATABASE} OWNER ${OWNER}`);
  }
}
