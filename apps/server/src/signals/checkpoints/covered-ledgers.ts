/** What a checkpoint covers, in the order in which it is read: rows that are recorded once and whose columns here never change. */
export const coveredLedgers = ['signals', 'progress_updates', 'audit_entries', 'audit_origins'] as const;
export type CoveredLedger = (typeof coveredLedgers)[number];

interface Source {
  table: string;
  /** Which part of the ledger a row belongs to: a person, or a day since 1970 (UTC). */
  part: 'person' | 'day';
  /** Each column that never changes, as bytes that no other row has. */
  bytes: string;
  /** What the rule and the findings call its rows. */
  rows: string;
}

const PERSON = 'user_id';
const DAY = 'floor(extract(epoch FROM recorded_at) / 86400)::bigint';
/** Length and value: no two values run together, and NULL is none of them. */
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
    // Its text may be edited, and text and external id go when the person is erased.
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
    // Without address and user agent, which are blanked when the person is erased.
    bytes: `convert_to(jsonb_build_array(id, recorded_at, transaction_id::text, profile_id, via, api_token_id, request_id)::text, 'UTF8')`,
    rows: 'audit origins',
  },
};

const DAY_MS = 86_400_000;

/** A part in words: `person 12`, `2026-11-21`. */
export function partInWords(ledger: CoveredLedger, part: number): string {
  return sources[ledger].part === 'person' ? `person ${part}` : new Date(part * DAY_MS).toISOString().slice(0, 10);
}

/** What the rows of a ledger are called. */
export function rowsInWords(ledger: CoveredLedger): string {
  return sources[ledger].rows;
}

/**
 * One row per part: how many rows of it the reference checkpoint covers and their digest, and, where `withNow`, the same of all rows.
 * The digest of a part is a Merkle node: SHA-256 over the SHA-256 of each row, in the order of the ids.
 *
 * Parameters: snapshot, recorded_until and cluster_since of the reference. Every function and operator is PostgreSQL's own, which
 * the search path `pg_catalog, pg_temp` makes sure of: a function of the database could be replaced.
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
          FROM ${table}
      ) r
     GROUP BY part ORDER BY part`;
}
