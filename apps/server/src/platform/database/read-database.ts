import { Database, type DatabaseOptions } from './database.js';

/** The connection for analytics. Its login can only SELECT, and its transactions are read-only. */
export class ReadDatabase extends Database {
  constructor(options: Omit<DatabaseOptions, 'role'>) {
    super({ ...options, role: 'skilltrace_reader' });
  }
}
