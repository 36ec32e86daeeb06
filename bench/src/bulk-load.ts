import pg from 'pg';

const KEYS = `
  SELECT conname AS name, pg_get_constraintdef(oid) AS definition FROM pg_constraint WHERE conrelid = $1::regclass AND contype IN ('p', 'u')`;
const INDEXES = `
  SELECT i.indexname AS name, i.indexdef AS definition FROM pg_indexes i
   WHERE i.schemaname = 'public' AND i.tablename = $1 AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = format('public.%I', i.indexname)::regclass)`;

const AUDIT_TRIGGERS = `
  SELECT format('ALTER TABLE %s %%s TRIGGER %I', tgrelid::regclass, tgname) AS alter FROM pg_trigger WHERE tgname LIKE '%\\_audit\\_%' AND NOT tgisinternal`;

const REFERRING_KEYS = `
  SELECT conrelid::regclass::text AS "from", quote_ident(conname) AS name, pg_get_constraintdef(oid) AS definition
    FROM pg_constraint WHERE confrelid = $1::regclass AND contype = 'f' AND conparentid = 0`;

/**
 * Runs `work` with a connection that can insert millions of rows quickly: no foreign key checks and no audit log entries. Each transaction
 * is flushed: VACUUM marks a page as visible to everyone only then, and reads of an index look up the rows of all other pages.
 */
export async function asBulkLoader<Result>(superuserUrl: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    // The replica role skips foreign key checks; the generated rows satisfy them anyway. Only a superuser may set it.
    await client.query("SET session_replication_role = replica; SET maintenance_work_mem = '512MB'; SET timezone = 'UTC'");
    const { rows: triggers } = await client.query<{ alter: string }>(AUDIT_TRIGGERS);
    for (const { alter } of triggers) await client.query(alter.replace('%s', 'DISABLE'));
    const result = await work(client);
    for (const { alter } of triggers) await client.query(alter.replace('%s', 'ENABLE ALWAYS'));
    return result;
  } finally {
    await client.end();
  }
}

/** Drops the keys and indexes of a table and the foreign keys that refer to it, runs `work` to fill it, and creates them again. */
export async function withoutIndexes(client: pg.Client, table: string, work: () => Promise<unknown>): Promise<void> {
  const { rows: keys } = await client.query<{ name: string; definition: string }>(KEYS, [table]);
  const { rows: indexes } = await client.query<{ name: string; definition: string }>(INDEXES, [table]);
  const { rows: referring } = await client.query<{ from: string; name: string; definition: string }>(REFERRING_KEYS, [table]);
  for (const { from, name } of referring) await client.query(`ALTER TABLE ${from} DROP CONSTRAINT ${name}`);
  for (const { name } of keys) await client.query(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`);
  for (const { name } of indexes) await client.query(`DROP INDEX ${name}`);
  await work();
  for (const { name, definition } of keys) await client.query(`ALTER TABLE ${table} ADD CONSTRAINT ${name} ${definition}`);
  for (const { definition } of indexes) await client.query(definition);
  for (const { from, name, definition } of referring) await client.query(`ALTER TABLE ${from} ADD CONSTRAINT ${name} ${definition}`);
}
