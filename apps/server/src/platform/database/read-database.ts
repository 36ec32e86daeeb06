import type { Connection } from './connection.js';
import { Database, type DatabaseOptions } from './database.js';

/** The connection for analytics. Its login can only SELECT, and its transactions are read-only. */
export class ReadDatabase extends Database {
  constructor(options: Omit<DatabaseOptions, 'role'>) {
    super({ ...options, role: 'skilltrace_reader' });
  }

  /** Returns a connection from the same pool for reads of any size. Its statements have ten minutes, and end when the signal aborts. */
  forLargeReads(signal: AbortSignal): Connection {
    const transaction: Connection['transaction'] = (work) => this.transaction(work, undefined, signal);
    return { query: (statement, parameters) => transaction((opened) => opened.query(statement, parameters)), transaction };
  }
}
