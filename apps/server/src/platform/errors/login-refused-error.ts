/** A connection whose login could do more than the server may. Nothing else is asked of the database on it. */
export class LoginRefusedError extends Error {
  constructor(login: string, faults: readonly string[]) {
    super(
      `The database login ${login} ${faults.join(', ')}. Skilltrace does not work with such a login: ` +
        'docs/how-to/run-on-your-own-postgresql.md says which logins it needs.',
    );
    this.name = 'LoginRefusedError';
  }
}
