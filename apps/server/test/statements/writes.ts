import type pg from 'pg';

/** Matches calls of our functions that may write. PostgreSQL prevents functions that are not VOLATILE from writing. */
export async function functionsThatMayWrite(client: pg.Client): Promise<RegExp> {
  const { rows } = await client.query<{ name: string }>(`
    SELECT DISTINCT proname AS name FROM pg_proc
     WHERE pronamespace = 'public'::regnamespace AND provolatile = 'v' AND prorettype <> 'trigger'::regtype`);
  return new RegExp(String.raw`\b(${rows.map(({ name }) => name).join('|')})\s*\(`, 'i');
}

/** Whether a statement changes or locks rows, by its plan and by the functions that it calls. */
export async function isWrite(client: pg.Client, text: string, mayWrite: RegExp): Promise<boolean> {
  if (mayWrite.test(text)) return true;
  const { rows } = await client.query<{ 'QUERY PLAN': unknown }>(`EXPLAIN (GENERIC_PLAN, FORMAT JSON) ${text}`);
  return /"Node Type": ?"(ModifyTable|LockRows)"/.test(JSON.stringify(rows[0]?.['QUERY PLAN']));
}
