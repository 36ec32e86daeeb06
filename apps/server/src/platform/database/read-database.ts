import { Database, type DatabaseOptions } from './database.js';

/**
 * The connection for reads that something is decided on. Its login can only SELECT, and its transactions are read-only. Reads that
 * only show something use a `LaggingConnection` instead, which may be a standby.
 */
export class ReadDatabase extends Database {
  constructor(options: Omit<DatabaseOptions, 'role'>) {
    super({ ...options, role: 'skilltrace_reader' });
  }
}
