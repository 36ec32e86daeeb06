/** The login of a connection has rights that the server must not have. The connection is not used. */
export class LoginRefusedError extends Error {
  constructor(login: string, faults: readonly string[]) {
    super(
      `The database login ${login} ${faults.join(', ')}. Skilltrace does not use such a login: ` +
        'docs/how-to/run-on-your-own-postgresql.md describes the logins it needs.',
    );
    this.name = 'LoginRefusedError';
  }
}
