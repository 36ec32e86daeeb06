import type { Connection } from './connection.js';
import { Database, type DatabaseOptions } from './database.js';

/**
 * The connection for reads that something is decided on. Its login can only SELECT, and its transactions are read-only. Reads that
 * only show something use a `LaggingConnection` instead, which may be a standby.
 */
export class ReadDatabase extends Database {
  constructor(options: Omit<DatabaseOptions, 'role' | 'settings'>) {
    // Starting more processes makes a read of an index range up to three times slower. Reads of a whole table allow them (`FOR_EVERYTHING`).
    super({ ...options, role: 'skilltrace_reader', settings: '-c max_parallel_workers_per_gather=0' });
  }

  /** Returns the pool. With a signal, its reads can be large: their statements have ten minutes, and end when the signal aborts. */
  for(signal: AbortSignal | undefined): Connection {
    if (!signal) return this;
    const transaction: Connection['transaction'] = (work) => this.transaction(work, undefined, signal);
    return { query: (statement, parameters) => transaction((opened) => opened.query(statement, parameters)), transaction };
  }
}
