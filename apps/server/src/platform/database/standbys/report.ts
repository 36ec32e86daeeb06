import type { ClientBase } from 'pg';
import { answerTimeout } from '../answer-timeout.js';
import type { Connection } from '../connection.js';
import { singleRow } from '../single-row.js';

/** What a database says about itself. */
export interface Report {
  isInRecovery: boolean;
  /** The end of the write-ahead log that is on disk (primary) or that queries see (standby), in bytes. */
  position: number;
  /** The time by the clock of its machine, ISO 8601. */
  time: string;
  /** The cluster and the database in it. A standby has the same identity as its primary. */
  identity: string;
}

const REPORT = `
  SELECT pg_is_in_recovery() AS "isInRecovery",
         (CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_flush_lsn() END - '0/0')::bigint AS position,
         clock_timestamp() AS time, concat(c.system_identifier, '/', d.oid) AS identity
    FROM pg_control_system() c, pg_database d WHERE d.datname = current_database()`;

/** Asks a database about its place in the write-ahead log. */
export async function readReport(connection: Connection): Promise<Report> {
  return singleRow(await connection.query<Report & Record<string, unknown>>(REPORT));
}

/** The same over one new connection, before a pool uses it. */
export async function readReportOver(client: ClientBase): Promise<Report> {
  return singleRow((await client.query<Report>(REPORT)).rows);
}

const INSERT_POSITION = `SELECT (pg_current_wal_insert_lsn() - '0/0')::bigint AS position`;

/** The end of everything that the primary has written to the log, on disk or not. A commit that was acknowledged is before it. */
export async function readInsertPosition(primary: Connection): Promise<number> {
  return singleRow(await primary.query<{ position: number }>(INSERT_POSITION)).position;
}

/** @throws Error if the database does not answer in time */
export async function inTime<Answer>(asked: Promise<Answer>, withinMs = 2_000): Promise<Answer> {
  const tooLate = answerTimeout(withinMs).then(() => Promise.reject(new Error(`no answer for ${withinMs / 1000} s`)));
  return Promise.race([asked, tooLate]);
}
