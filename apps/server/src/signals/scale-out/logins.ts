import type pg from 'pg';
import { OUR_ROLES } from '../../platform/database/schema/schema-catalog.js';
import { isOnAll, onWorkers } from './on-workers.js';
import type { Step } from './step.js';

// The logins of the server and the reader, with the role that each belongs to. The owner is a member too, and exists on the workers.
const MEMBERS = `
  SELECT DISTINCT role.rolname AS role, login.rolname AS login
    FROM pg_auth_members m JOIN pg_roles role ON role.oid = m.roleid JOIN pg_roles login ON login.oid = m.member
   WHERE role.rolname IN ${OUR_ROLES} AND login.rolcanlogin AND NOT login.rolsuper AND login.rolname <> current_user
     AND has_database_privilege(login.oid, current_database(), 'CONNECT')
   ORDER BY 1, 2`;

interface Member {
  role: string;
  login: string;
}

/**
 * A session on a worker has the role that the statement has on the coordinator: the login of the server or the reader, or the role that owns
 * the function. So all of them must be able to log in there. They get no password: `pg_hba.conf` of each worker decides how the
 * coordinator logs in. Citus copies NOLOGIN from the coordinator when it spreads a role, so this step comes after those.
 */
export const logins: Step = {
  name: 'letting the coordinator log in on the workers with these roles',
  isDone: async (client) => {
    const members = await membersOf(client);
    return isOnAll(client, countReady(recordsOf(client, members)), String(3 + members.length));
  },
  run: async (client) => onWorkers(client, letLogIn(recordsOf(client, await membersOf(client)))),
};

async function membersOf(client: pg.Client): Promise<Member[]> {
  return (await client.query<Member>(MEMBERS)).rows;
}

const recordsOf = (client: pg.Client, members: readonly Member[]) =>
  `json_to_recordset(${client.escapeLiteral(JSON.stringify(members))}) AS wanted(role text, login text)`;

const countReady = (members: string) => `
  SELECT (SELECT count(*) FROM pg_roles WHERE rolname IN ${OUR_ROLES} AND rolcanlogin)
       + (SELECT count(*) FROM ${members}
           WHERE EXISTS (SELECT FROM pg_auth_members m JOIN pg_roles role ON role.oid = m.roleid JOIN pg_roles login ON login.oid = m.member
                          WHERE role.rolname = wanted.role AND login.rolname = wanted.login AND login.rolcanlogin
                            AND has_database_privilege(login.oid, current_database(), 'CONNECT')))`;

const letLogIn = (members: string) => `
  DO $do$
  DECLARE
    role_name text;
    login_name text;
  BEGIN
    PERFORM set_config('citus.enable_create_role_propagation', 'off', true), set_config('citus.enable_alter_role_propagation', 'off', true),
            set_config('citus.enable_ddl_propagation', 'off', true);
    FOR role_name IN SELECT rolname FROM pg_roles WHERE rolname IN ${OUR_ROLES} AND NOT rolcanlogin LOOP
      EXECUTE format('ALTER ROLE %I LOGIN', role_name);
    END LOOP;
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
    FOR role_name, login_name IN SELECT role, login FROM ${members} LOOP
      IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = login_name) THEN
        EXECUTE format('CREATE ROLE %I LOGIN INHERIT', login_name);
      END IF;
      EXECUTE format('GRANT %I TO %I', role_name, login_name);
      EXECUTE format('GRANT CONNECT ON DATABASE %I TO %I', current_database(), login_name);
    END LOOP;
  END
  $do$`;
