/** The pool refused to wait for a connection. Nothing has been sent to the database. */
export class DatabaseRefusal extends Error {
  constructor(readonly reason: 'silent' | 'busy') {
    super(reason === 'silent' ? 'The database does not respond' : 'Too many requests are waiting for a database connection');
    this.name = 'DatabaseRefusal';
  }
}
