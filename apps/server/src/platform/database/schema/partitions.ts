import type pg from 'pg';

// PostgreSQL copies a row trigger of a partitioned table to its partitions, but not a statement trigger: a statement that names a
// partition would bypass it.
const GUARD = `
  DO $$
  DECLARE
    found record;
  BEGIN
    FOR found IN
      SELECT part.oid::regclass AS part, t.tgname AS name, t.tgenabled AS enabled,
             regexp_replace(pg_get_triggerdef(t.oid), '^CREATE TRIGGER (.*?) ON \\S+ ', format('CREATE OR REPLACE TRIGGER \\1 ON %s ', part.oid::regclass)) AS definition
        FROM pg_inherits i JOIN pg_class part ON part.oid = i.inhrelid AND part.relispartition
        JOIN pg_trigger t ON t.tgrelid = i.inhparent AND NOT t.tgisinternal AND t.tgtype & 1 = 0
    LOOP
      EXECUTE found.definition;
      EXECUTE format('ALTER TABLE %s %s TRIGGER %I', found.part,
                     CASE found.enabled WHEN 'A' THEN 'ENABLE ALWAYS' WHEN 'R' THEN 'ENABLE REPLICA' WHEN 'D' THEN 'DISABLE' ELSE 'ENABLE' END, found.name);
    END LOOP;
  END
  $$`;

// What a partition must have in common with its table. The names of constraints and indexes differ, and so does the name of the table.
const TRAITS = `
  SELECT a.attrelid AS owner, format('column %s %I %s %s', a.attnum, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull) AS trait
    FROM pg_attribute a WHERE a.attnum > 0 AND NOT a.attisdropped
  UNION ALL
  SELECT d.adrelid, format('default %s %s', d.adnum, pg_get_expr(d.adbin, d.adrelid)) FROM pg_attrdef d
  UNION ALL
  SELECT c.conrelid, pg_get_constraintdef(c.oid, true) FROM pg_constraint c WHERE c.contype IN ('p', 'u', 'c', 'f', 'x')
  UNION ALL
  SELECT i.indrelid, format('index %s %s', i.indisunique, regexp_replace(pg_get_indexdef(i.indexrelid, 0, true), '^.*? USING ', '')) FROM pg_index i
  UNION ALL
  SELECT t.tgrelid, format('%s, enabled %s', regexp_replace(pg_get_triggerdef(t.oid), ' ON \\S+ ', ' ON the table '), t.tgenabled)
    FROM pg_trigger t WHERE NOT t.tgisinternal`;

/**
 * Partitions that are not as `database partition` creates them: complete by HASH (user_id), each with the columns, constraints,
 * indexes and triggers of its table and nothing else. Rights on a partition appear among the grants.
 */
export const PARTITIONS = `
  WITH parts AS MATERIALIZED (
    SELECT p.oid AS part, p.relname, p.relkind, t.oid AS parent, t.relname AS table, pg_get_partkeydef(t.oid) AS key, pg_get_expr(p.relpartbound, p.oid) AS bound,
           count(*) OVER (PARTITION BY t.oid) AS parts, p.relnamespace
      FROM pg_class p JOIN pg_inherits i ON i.inhrelid = p.oid JOIN pg_class t ON t.oid = i.inhparent WHERE p.relispartition AND p.relkind IN ('r', 'p', 'f')
  ), traits AS MATERIALIZED (
    SELECT * FROM (${TRAITS}) all_traits WHERE owner IN (SELECT part FROM parts UNION SELECT parent FROM parts)
  )
  SELECT format('CREATE TABLE %s PARTITION OF %I %s;', part::regclass, parts.table, bound) AS text FROM parts
   WHERE relkind <> 'r' OR relnamespace <> 'public'::regnamespace OR key <> 'HASH (user_id)'
      OR (relname, bound) NOT IN (SELECT format('%s_p%s', parts.table, n), format('FOR VALUES WITH (modulus %s, remainder %s)', parts, n)
                                    FROM generate_series(0, parts - 1) n)
  UNION ALL
  SELECT format('CREATE TABLE %s PARTITION BY (%s);', c.oid::regclass, pg_get_partkeydef(c.oid)) FROM pg_class c
   WHERE c.relkind = 'p' AND c.oid NOT IN (SELECT parent FROM parts)
  UNION ALL
  SELECT format('-- the partition %s has in addition: %s', part::regclass, trait)
    FROM (SELECT p.part, t.trait FROM parts p JOIN traits t ON t.owner = p.part EXCEPT ALL SELECT p.part, t.trait FROM parts p JOIN traits t ON t.owner = p.parent) added
  UNION ALL
  SELECT format('-- the partition %s lacks: %s', part::regclass, trait)
    FROM (SELECT p.part, t.trait FROM parts p JOIN traits t ON t.owner = p.parent EXCEPT ALL SELECT p.part, t.trait FROM parts p JOIN traits t ON t.owner = p.part) missing`;

/** Gives each partition the statement triggers of its table, for example the one that makes the ledger append-only. */
export async function guardPartitions(client: pg.Client): Promise<void> {
  await client.query(GUARD);
}
