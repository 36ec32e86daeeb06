import { Database, type DatabaseOptions } from './database.js';

/** The connection of the analytics: a login that can only SELECT and whose transactions are read-only. */
export class ReadDatabase extends Database {
  constructor(options: Omit<DatabaseOptions, 'role'>) {
    super({ ...options, role: 'skilltrace_reader' });
  }
}
