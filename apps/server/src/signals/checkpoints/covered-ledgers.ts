/** The ledgers that a checkpoint covers, in reading order. Their rows are recorded once, and the columns listed here never change. */
export const coveredLedgers = ['signals', 'progress_updates', 'audit_entries', 'audit_origins'] as const;
export type CoveredLedger = (typeof coveredLedgers)[number];

interface Source {
  table: string;
  /** The part of the ledger to which a row belongs: a person, or a day since 1970 (UTC). */
  part: 'person' | 'day';
  /** All columns that never change, in a byte encoding that is unique per row. */
  bytes: string;
  /** The name of its rows in rules and findings. */
  rows: string;
}

const PERSON = 'user_id';
const DAY = 'floor(extract(epoch FROM recorded_at) / 86400)::bigint';
/** Prefixes each value with a presence byte, so that NULL differs from every value. */
const orNull = (sent: string) => `coalesce('\\x01'::bytea || ${sent}, '\\x00'::bytea)`;

const sources: Record<CoveredLedger, Source> = {
  signals: {
    table: 'public.user_skill_signals',
    part: 'person',
    bytes: `int8send(id) || int8send(user_id) || int8send(skill_id) || int8send(source_id) || int4send(weight) || timestamptz_send(created_at)
            || timestamptz_send(recorded_at) || ${orNull('xid8send(transaction_id)')} || enum_send(source_type) || '\\x00'::bytea || enum_send(signal_type)`,
    rows: 'signals',
  },
  progress_updates: {
    table: 'public.progress_updates',
    part: 'person',
    // Excludes the text, which may be edited, and text and external id, which an erasure removes.
    bytes: `int8send(id) || int8send(user_id) || int8send(project_id) || timestamptz_send(created_at)
            || ${orNull('timestamptz_send(recorded_at)')} || ${orNull('xid8send(transaction_id)')}`,
    rows: 'progress updates',
  },
  audit_entries: {
    table: 'public.audit_entries',
    part: 'day',
    bytes: `convert_to(jsonb_build_array(id, recorded_at, transaction_id::text, origin_id, database_role, action, subject_type, subject_id,
            project_id, profile_id, skill_id, details)::text, 'UTF8')`,
    rows: 'audit entries',
  },
  audit_origins: {
    table: 'public.audit_origins',
    part: 'day',
    // Excludes address and user agent, which an erasure removes.
    bytes: `convert_to(jsonb_build_array(id, recorded_at, transaction_id::text, profile_id, via, api_token_id, request_id)::text, 'UTF8')`,
    rows: 'audit origins',
  },
};

const DAY_MS = 86_400_000;

/** Describes a part: `person 12`, `2026-11-21`. */
export function partInWords(ledger: CoveredLedger, part: number): string {
  return sources[ledger].part === 'person' ? `person ${part}` : new Date(part * DAY_MS).toISOString().slice(0, 10);
}

/** The name of the rows of a ledger. */
export function rowsInWords(ledger: CoveredLedger): string {
  return sources[ledger].rows;
}

// On one database these are all rows. The workers of a spread ledger also show rows that were committed after the snapshot of the coordinator. A number
// that no transaction can have yet is that of a forged row, which is not left out.
const UNTIL_NOW =
  'recorded_at < $5::timestamptz OR coalesce(pg_visible_in_snapshot(transaction_id, $4::pg_snapshot), true) OR transaction_id >= $6::xid8';

/**
 * Selects one row per part: the count and digest of the rows that the reference checkpoint covers and, with `withNow`, of all
 * rows of a moment. The digest of a part is a Merkle node: SHA-256 over the SHA-256 of each row, ordered by id.
 *
 * Parameters: snapshot, recorded_until and cluster_since of the reference; with `withNow`, the snapshot and the cluster_since of the moment, and a transaction
 * number that no transaction has yet. All functions and operators are built into PostgreSQL, which the search path `pg_catalog, pg_temp`
 * ensures, because functions of the database could be replaced.
 */
export function digestStatement(ledger: CoveredLedger, withNow: boolean): string {
  const { table, part, bytes } = sources[ledger];
  const node = (filter: string) =>
    `encode(sha256('\\x01'::bytea || int8send(part) || string_agg(leaf, ''::bytea ORDER BY id)${filter}), 'hex')`;
  return `
    SELECT part::text AS part, count(*) FILTER (WHERE covered) AS "rowsThen", ${node(' FILTER (WHERE covered)')} AS "digestThen",
           count(*) AS "rowsNow", ${withNow ? `${node('')} AS "digestNow",` : ''} max(recorded_at) AS "recordedUntil",
           count(*) FILTER (WHERE NOT covered AND recorded_at < $2::timestamptz - interval '1 day') AS backdated
      FROM (
        SELECT ${part === 'person' ? PERSON : DAY} AS part, id, recorded_at, sha256('\\x00'::bytea || ${bytes}) AS leaf,
               coalesce(recorded_at <= $2::timestamptz, $2::timestamptz IS NOT NULL)
                 AND (coalesce(recorded_at < $3::timestamptz, true) OR coalesce(pg_visible_in_snapshot(transaction_id, $1::pg_snapshot), true)) AS covered
          FROM ${table}${withNow ? ` WHERE ${UNTIL_NOW}` : ''}
      ) r
     GROUP BY part ORDER BY part`;
}
