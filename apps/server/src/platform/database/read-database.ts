import { Database, type DatabaseOptions } from './database.js';

/** The connection of the analytics: a role that can only SELECT, in transactions that the database keeps read-only. */
export class ReadDatabase extends Database {
  constructor(options: Omit<DatabaseOptions, 'role'>) {
    super({ ...options, role: 'skilltrace_reader' });
  }
}
