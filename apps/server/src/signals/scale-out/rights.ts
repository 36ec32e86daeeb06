import type pg from 'pg';
import { OUR_ROLES } from '../../platform/database/schema/schema-catalog.js';

// Citus computes the default values of a row on the coordinator and inserts them explicitly. So a role that may insert rows also needs the
// sequence of the id, and with rights on single columns those with a default value.
const MISSING = `
  WITH writers AS (
    SELECT t.logicalrelid AS rel, r.rolname AS role, has_table_privilege(r.oid, t.logicalrelid, 'INSERT') AS of_table
      FROM pg_dist_partition t, pg_roles r
     WHERE r.rolname IN ${OUR_ROLES} AND has_any_column_privilege(r.oid, t.logicalrelid, 'INSERT')
  )
  SELECT format('GRANT USAGE ON SEQUENCE %s TO %I', s.name, w.role) AS statement
    FROM writers w JOIN pg_attribute a ON a.attrelid = w.rel AND a.attidentity <> ''
   CROSS JOIN LATERAL (SELECT pg_get_serial_sequence(w.rel::text, a.attname) AS name) s
   WHERE NOT has_sequence_privilege(w.role, s.name, 'USAGE')
  UNION ALL
  SELECT format('GRANT INSERT (%I) ON %s TO %I', a.attname, w.rel, w.role)
    FROM writers w JOIN pg_attribute a ON a.attrelid = w.rel AND a.attnum > 0 AND NOT a.attisdropped AND (a.atthasdef OR a.attidentity <> '')
   WHERE NOT w.of_table AND NOT has_column_privilege(w.role, w.rel, a.attnum, 'INSERT')
   ORDER BY 1`;

/** The rights that the roles of Skilltrace need in addition while their tables are spread, as statements. */
export async function missingRights(client: pg.Client): Promise<string[]> {
  return (await client.query<{ statement: string }>(MISSING)).rows.map(({ statement }) => statement);
}
