import type { QueryResultRow } from 'pg';

/** One SQL statement. A name makes it a prepared statement: parsed once a connection, for the hot paths. */
export interface Statement {
  text: string;
  name?: string;
}

/**
 * Something that runs SQL: the pool, or an open transaction.
 * Times come back as ISO 8601 strings in UTC, bigints as numbers (see `type-parsers.ts`).
 */
export interface Connection {
  /**
   * Runs one statement with bound parameters and returns its rows. On a connection that may be the pool, it only reads: a write
   * outside a transaction would lose the origin that the audit log keeps (`test/statements` rejects it).
   */
  query<Row extends QueryResultRow>(statement: Statement | string, parameters?: readonly unknown[]): Promise<Row[]>;
  /** Runs `work` in a transaction: a new one on the pool, the same one when this is a transaction already. */
  transaction<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result>;
}

export const openTransaction: unique symbol = Symbol('open transaction');

/** An open transaction: the only place for writes. What must commit together takes this type, so that the pool cannot be passed by mistake. */
export interface Transaction extends Connection {
  readonly [openTransaction]: true;
}
