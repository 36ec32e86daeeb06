/** A change that the database owner or a superuser can make without being stopped by the rules of the database. */
export interface Corruption {
  name: string;
  sql: string;
  /** SQL that undoes changes to the cluster, which outlive the database. */
  restore?: string;
  /** The reason why even a checkpoint does not reveal it. */
  undetectable?: string;
}

/** Wraps SQL so that it runs with the triggers of these tables disabled and then restores their previous state. */
export const withTriggersDisabled = (tables: string, sql: string): string => {
  const each = (set: string) =>
    `DO $$ DECLARE t record; BEGIN FOR t IN TABLE pg_temp.fired LOOP
       EXECUTE format('ALTER TABLE %s %s TRIGGER %I', t.name, ${set}, t.tgname);
     END LOOP; END $$`;
  return `CREATE TEMP TABLE fired AS SELECT tgrelid::regclass AS name, tgname, tgenabled FROM pg_trigger
            WHERE tgrelid = ANY ('{${tables}}'::regclass[]) AND NOT tgisinternal;
    ${each("'DISABLE'")}; ${sql};
    ${each("CASE t.tgenabled WHEN 'A' THEN 'ENABLE ALWAYS' ELSE 'ENABLE' END")}; DROP TABLE pg_temp.fired`;
};
