/** One rule of the domain as SQL. */
export interface LedgerCheck {
  name: string;
  /** The rule as a sentence. */
  rule: string;
  /** SQL for the number of rows that the rule applies to. */
  examined: string;
  /** SQL for the violations, as rows with one column `sample` with the id. */
  violations: string;
}

/** SQL that counts the rows of a table that a rule applies to. */
export const all = (table: string, where = 'true') => `SELECT count(*) FROM ${table} WHERE ${where}`;

/** A rule for each row of a table: `where` selects violations, `among` selects the rows that it applies to. */
export const rowsOf = (name: string, rule: string, table: string, sample: string, where: string, among = 'true'): LedgerCheck => ({
  name,
  rule,
  examined: all(table, among),
  violations: `SELECT ${sample} AS sample FROM ${table} WHERE ${among} AND (${where})`,
});

/** Uses clock_timestamp() and not now(), because a row may commit after this transaction started but before its snapshot. */
export const IN_FUTURE = '> clock_timestamp()';

/** The result of a rule. */
export interface CheckedRule {
  name: string;
  rule: string;
  /** The number of rows that the rule applies to. */
  examined: number;
  violations: number;
  /** The ids of up to five violations. */
  samples: string[];
}
