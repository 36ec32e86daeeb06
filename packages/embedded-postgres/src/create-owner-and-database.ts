import type pg from 'pg';

/** The application's database, and the role that owns it. The role is not a superuser and may create roles. */
export interface OwnedDatabase {
  owner: string;
  database: string;
}

/** Creates the owner and the database if they do not exist. Can be interrupted and run again. */
export async function createOwnerAndDatabase(client: pg.Client, { owner, database }: OwnedDatabase, ownerPassword: string): Promise<void> {
  const { rows } = await client.query<{ has_owner: boolean; has_database: boolean }>(
    `SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = $1) AS has_owner,
            EXISTS (SELECT FROM pg_database WHERE datname = $2) AS has_database`,
    [owner, database],
  );
  const role = client.escapeIdentifier(owner);
  if (!rows[0]?.has_owner) {
    const password = client.escapeLiteral(ownerPassword);
    await client.query(`CREATE ROLE ${role} LOGIN NOSUPERUSER CREATEROLE NOCREATEDB PASSWORD ${password}`);
  }
  if (!rows[0]?.has_database) {
    await client.query(`CREATE DATABASE ${client.escapeIdentifier(database)} OWNER ${role}`);
  }
}
