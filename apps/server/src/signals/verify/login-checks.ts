import { loginFaults } from '../../platform/database/logins/login-faults.js';
import type { LedgerCheck } from './ledger-check.js';

/** Logins that are members of a role and may connect to this database, except the owner, who grants the roles. */
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
    rule: 'the logins of the server and the reader are members only of their role and have no other privileges',
    examined: `SELECT count(*) FROM pg_roles l WHERE ${loginsOf('skilltrace_server')} OR ${loginsOf('skilltrace_reader')}`,
    violations: `
      SELECT concat(login, ' ', fault) AS sample FROM (${faultsOf('skilltrace_server')} UNION ALL ${faultsOf('skilltrace_reader')}) faults
      UNION
      SELECT concat(l.rolname, ' is a member of skilltrace_ledger') FROM pg_roles l WHERE ${loginsOf('skilltrace_ledger')}`,
  },
];
