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
    `DO $$ DECLARE t record; BEGIN
       FOR t IN SELECT tgrelid::regclass AS name, tgname, tgenabled FROM pg_trigger WHERE tgrelid = ANY ('{${tables}}'::regclass[]) AND NOT tgisinternal LOOP
         EXECUTE format('ALTER TABLE %s ${set} TRIGGER %I', t.name, t.tgname);
       END LOOP; END $$`;
  return `${each('DISABLE')}; ${sql}; ${each('ENABLE ALWAYS')};
    DO $$ DECLARE t record; BEGIN FOR t IN SELECT tgrelid::regclass AS name, tgname FROM pg_trigger WHERE tgname LIKE '%none_for_erased' LOOP
      EXECUTE format('ALTER TABLE %s ENABLE TRIGGER %I', t.name, t.tgname); END LOOP; END $$`;
};
