/** Why a connection is not even waited for: nothing has reached the database. */
export class DatabaseRefusal extends Error {
  constructor(readonly reason: 'silent' | 'busy') {
    super(reason === 'silent' ? 'The database has fallen silent' : 'Too many wait for a connection to the database');
    this.name = 'DatabaseRefusal';
  }
}
