import { loginFaults } from '../../platform/database/logins/login-faults.js';
import type { LedgerCheck } from './ledger-check.js';

/** The logins that are members of a role and were let into this database; its owner, who gives the roles out, is not meant. */
const loginsOf = (role: string) => `
  l.rolcanlogin AND EXISTS (
    SELECT FROM pg_database b, aclexplode(b.datacl) x
     WHERE b.datname = current_database() AND x.grantee IN (0, l.oid) AND x.privilege_type = 'CONNECT')
  AND l.oid <> (SELECT datdba FROM pg_database WHERE datname = current_database())
  AND l.oid IN (SELECT m.member FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid WHERE g.rolname = '${role}')`;

const faultsOf = (role: string) => loginFaults(loginsOf(role), `'${role}'`);

export const loginChecks: readonly LedgerCheck[] = [
  {
    name: 'logins',
    rule: 'the logins of the server and the reader are members of their role and of nothing else, and have no right of their own',
    examined: `SELECT count(*) FROM pg_roles l WHERE ${loginsOf('skilltrace_server')} OR ${loginsOf('skilltrace_reader')}`,
    violations: `
      SELECT concat(login, ' ', fault) AS sample FROM (${faultsOf('skilltrace_server')} UNION ALL ${faultsOf('skilltrace_reader')}) faults
      UNION
      SELECT concat(l.rolname, ' is a member of skilltrace_ledger') FROM pg_roles l WHERE ${loginsOf('skilltrace_ledger')}`,
  },
];
