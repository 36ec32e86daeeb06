import type { QueryResultRow } from 'pg';

/** An SQL statement. With a name it becomes a prepared statement, parsed once per connection, for hot paths. */
export interface Statement {
  text: string;
  name?: string;
}

export const openTransaction: unique symbol = Symbol('open transaction');

/**
 * A connection for reads that only show something. A standby may answer them, a moment behind the primary. The compiler rejects it
 * where a `Connection` is needed, so code that decides on what it reads cannot get it by mistake.
 */
export interface LaggingConnection {
  readonly mayLag?: boolean;
  query<Row extends QueryResultRow>(statement: Statement | string, parameters?: readonly unknown[]): Promise<Row[]>;
  /** Runs `work` in a read-only transaction. May run it a second time, on the primary. */
  transaction<Result>(work: (transaction: LaggingTransaction) => Promise<Result>): Promise<Result>;
}

export interface LaggingTransaction extends LaggingConnection {
  readonly [openTransaction]: true;
}

/**
 * The pool or an open transaction. Returns times as ISO 8601 strings in UTC and bigints as numbers (see `type-parsers.ts`).
 */
export interface Connection extends LaggingConnection {
  readonly mayLag?: false;
  /**
   * Runs one statement with bound parameters and returns its rows. On a connection that may be the pool, use it only for reads: a
   * write outside a transaction would lose its origin in the audit log (`test/statements` rejects it).
   */
  query<Row extends QueryResultRow>(statement: Statement | string, parameters?: readonly unknown[]): Promise<Row[]>;
  /** Runs `work` in a transaction: a new one on the pool, or the same one if this already is a transaction. */
  transaction<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result>;
}

/**
 * An open transaction, the only place for writes. Functions whose changes must commit together take this type, so that the pool cannot be
 * passed by mistake.
 */
export interface Transaction extends Connection {
  readonly [openTransaction]: true;
}
