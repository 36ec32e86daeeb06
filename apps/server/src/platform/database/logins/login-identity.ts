import { LoginRefusedError } from '../../errors/login-refused-error.js';
import { loginFaults } from './login-faults.js';
import { singleRow } from '../single-row.js';

export type DatabaseRole = 'skilltrace_server' | 'skilltrace_reader';

export interface LoginIdentity {
  sessionUser: string;
  currentUser: string;
  isReadOnly: boolean;
  faults: string[];
}

/**
 * Returns the identity of a connection and the excess rights of its login. The parameter is the only role that the login may be a member
 * of.
 */
export const LOGIN_IDENTITY = `
  SELECT session_user::text AS "sessionUser", current_user::text AS "currentUser",
         current_setting('default_transaction_read_only') = 'on' AS "isReadOnly",
         ARRAY(SELECT fault FROM (${loginFaults('l.rolname = session_user', '$1::text')}) AS faults ORDER BY fault) AS faults`;

/**
 * Checks the result of `LOGIN_IDENTITY` against the login that the connection was opened for.
 *
 * @throws LoginRefusedError if it is another login, runs as another role, has more rights than the role or, for the reader, can
 *   write
 */
export function requireLogin(answer: readonly LoginIdentity[], login: string, role: DatabaseRole): void {
  const { sessionUser, currentUser, isReadOnly, faults } = singleRow(answer);
  const all = [
    ...(sessionUser === login ? [] : [`was expected, but the connection belongs to ${sessionUser}`]),
    ...(currentUser === sessionUser ? [] : [`runs as ${currentUser}`]),
    ...faults,
    ...(role === 'skilltrace_reader' && !isReadOnly ? ['starts transactions that can write'] : []),
  ];
  if (all.length > 0) throw new LoginRefusedError(login, all);
}
