/** One thing that an owner of the database or a superuser can do, and no rule of the database stops. */
export interface Corruption {
  name: string;
  sql: string;
  /** Undoes what belongs to the cluster and not to the database. */
  restore?: string;
  /** Why not even a checkpoint shows it. */
  undetectable?: string;
}

/** Past the triggers of these tables, which are put back as they were. */
export const past = (tables: string, sql: string): string => {
  const each = (set: string) =>
    `DO $$ DECLARE t record; BEGIN FOR t IN TABLE pg_temp.fired LOOP
       EXECUTE format('ALTER TABLE %s %s TRIGGER %I', t.name, ${set}, t.tgname);
     END LOOP; END $$`;
  return `CREATE TEMP TABLE fired AS SELECT tgrelid::regclass AS name, tgname, tgenabled FROM pg_trigger
            WHERE tgrelid = ANY ('{${tables}}'::regclass[]) AND NOT tgisinternal;
    ${each("'DISABLE'")}; ${sql};
    ${each("CASE t.tgenabled WHEN 'A' THEN 'ENABLE ALWAYS' ELSE 'ENABLE' END")}; DROP TABLE pg_temp.fired`;
};
