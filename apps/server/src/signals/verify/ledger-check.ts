/** One rule of the domain as SQL. */
export interface LedgerCheck {
  name: string;
  /** The rule, in words. */
  rule: string;
  /** A number: how many rows the rule speaks about. */
  examined: string;
  /** Rows of one column `sample`: what breaks the rule, by its id. */
  violations: string;
}

/** How many rows of a table a rule speaks about. */
export const all = (table: string, where = 'true') => `SELECT count(*) FROM ${table} WHERE ${where}`;

/** A rule about each row of a table by itself: `where` breaks it, `among` says which rows it speaks about. */
export const rowsOf = (name: string, rule: string, table: string, sample: string, where: string, among = 'true'): LedgerCheck => ({
  name,
  rule,
  examined: all(table, among),
  violations: `SELECT ${sample} AS sample FROM ${table} WHERE ${among} AND (${where})`,
});

/** The clock and not now(): a row may have been committed after this transaction began and before it first looked. */
export const IN_FUTURE = '> clock_timestamp()';

/** What came of a rule. */
export interface CheckedRule {
  name: string;
  rule: string;
  /** Rows that the rule speaks about. */
  examined: number;
  violations: number;
  /** Up to five of the violations, by id. */
  samples: string[];
}
