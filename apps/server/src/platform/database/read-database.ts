import type { QueryResultRow } from 'pg';
import type { Connection, Statement } from './connection.js';
import { Database, toQuery, type DatabaseOptions } from './database.js';
import { SharedConnections } from './shared-connections.js';

/**
 * The connection for reads that something is decided on. Its login can only SELECT, and its transactions are read-only. Reads that
 * only show something use a `LaggingConnection` instead, which may be a standby.
 */
export class ReadDatabase extends Database {
  private readonly shared: SharedConnections;

  constructor(options: Omit<DatabaseOptions, 'role' | 'settings' | 'pipeline'>) {
    // Starting more processes makes a read of an index range up to three times slower. Reads of a whole table allow them (`FOR_EVERYTHING`).
    super({ ...options, role: 'skilltrace_reader', settings: '-c max_parallel_workers_per_gather=0', pipeline: true });
    this.shared = new SharedConnections(this.pool, (error) => this.isUnfit(error));
  }

  /** Statements with a name are short, so several of them share a connection. */
  override query<Row extends QueryResultRow>(statement: Statement | string, parameters: readonly unknown[] = []): Promise<Row[]> {
    if (typeof statement === 'string' || statement.name === undefined) return super.query(statement, parameters);
    return this.shared.query(toQuery(statement, parameters));
  }

  /** Returns the pool. With a signal, its reads can be large: their statements have ten minutes, and end when the signal aborts. */
  for(signal: AbortSignal | undefined): Connection {
    if (!signal) return this;
    const transaction: Connection['transaction'] = (work) => this.transaction(work, undefined, signal);
    return { query: (statement, parameters) => transaction((opened) => opened.query(statement, parameters)), transaction };
  }
}
