import { createHash, hkdfSync } from 'node:crypto';
import pg from 'pg';
import { sqlState } from '../../errors/sqlstate.js';
import { asLogin, parseDatabaseUrl } from './database-url.js';
import { LoginRefusedError } from '../../errors/login-refused-error.js';
import { LOGIN_IDENTITY, requireLogin, type DatabaseRole, type LoginIdentity } from './login-identity.js';
import { asOwner } from '../schema/owner-client.js';
import { scramVerifier } from './scram-verifier.js';

/** The URLs that the server and its analytics connect with. */
export interface LoginUrls {
  serverUrl: string;
  readerUrl: string;
}

/** The owner of the database may not create the logins. The message says what an administrator can do. */
export class LoginsMissingError extends Error {}

const LONGEST_NAME = 63;

/**
 * Returns the logins of the server and the reader for one database, and creates them if they are missing. Each is a member of its
 * role only and may connect to this database only. Their passwords are derived from the owner's password, so that every process
 * with the owner's URL gets the same ones and none is stored. If the URL has no password, `secret` is used instead.
 *
 * @throws LoginsMissingError if the owner may not create them
 */
export function prepareLogins(ownerUrl: string, secret = ''): Promise<LoginUrls> {
  return asOwner(ownerUrl, async (owner, database) => {
    const secretOfOwner = parseDatabaseUrl(ownerUrl).password ?? process.env['PGPASSWORD'] ?? secret;
    const login = (role: DatabaseRole) => {
      const user = loginName(role, database);
      const password = Buffer.from(hkdfSync('sha256', secretOfOwner, '', `skilltrace login ${user}`, 24)).toString('base64url');
      return { role, user, password, url: asLogin(ownerUrl, { user, password, database }) };
    };
    const [server, reader] = [login('skilltrace_server'), login('skilltrace_reader')];
    const fit = await Promise.all([server, reader].map(({ url, user, role }) => isFit(url, user, role)));
    if (fit.includes(false)) await createLogins(owner, database, [server, reader]);
    return { serverUrl: server.url, readerUrl: reader.url };
  });
}

/** Lets logins that an administrator created connect to this database. The first migration revokes this right from PUBLIC. */
export function admitLogins(ownerUrl: string, { serverUrl, readerUrl }: LoginUrls): Promise<void> {
  return asOwner(ownerUrl, async (owner, database) => {
    const users = [serverUrl, readerUrl].map((url) => owner.escapeIdentifier(parseDatabaseUrl(url).user ?? ''));
    await owner.query(`GRANT CONNECT ON DATABASE ${owner.escapeIdentifier(database)} TO ${users.join(', ')}`);
  });
}

/** Roles belong to the cluster, so the login name contains the database name, or its hash if the name would be too long. */
function loginName(role: DatabaseRole, database: string): string {
  const name = `${role}_${database}`;
  if (Buffer.byteLength(name) <= LONGEST_NAME) return name;
  return `${role}_${createHash('sha256').update(database).digest('hex').slice(0, 32)}`;
}

/** Whether the login works and has exactly the required rights. Throws errors that creating the login cannot fix. */
async function isFit(url: string, user: string, role: DatabaseRole): Promise<boolean> {
  const client = new pg.Client({ ...parseDatabaseUrl(url), application_name: 'skilltrace login check' });
  client.on('error', () => {});
  try {
    await client.connect();
    requireLogin((await client.query<LoginIdentity>(LOGIN_IDENTITY, [role])).rows, user, role);
    return true;
  } catch (error) {
    // The login is unknown, has another password, may not connect to the database, or is not a member of its role yet.
    if (error instanceof LoginRefusedError || /^(28|42501)/.test(sqlState(error) ?? '')) return false;
    throw error;
  } finally {
    await client.end().catch(() => {});
  }
}

async function createLogins(owner: pg.Client, database: string, logins: readonly { role: DatabaseRole; user: string; password: string }[]) {
  try {
    // Servers that start simultaneously wait for each other.
    await owner.query("BEGIN; SELECT pg_advisory_xact_lock(hashtext('skilltrace logins'))");
    for (const { role, user, password } of logins) {
      const name = owner.escapeIdentifier(user);
      const exists = (await owner.query('SELECT FROM pg_roles WHERE rolname = $1', [user])).rowCount === 1;
      await owner.query(
        `${exists ? 'ALTER' : 'CREATE'} ROLE ${name} LOGIN INHERIT PASSWORD ${owner.escapeLiteral(scramVerifier(password))}`,
      );
      if (role === 'skilltrace_reader') await owner.query(`ALTER ROLE ${name} SET default_transaction_read_only = on`);
      await owner.query(`GRANT ${role} TO ${name}; GRANT CONNECT ON DATABASE ${owner.escapeIdentifier(database)} TO ${name}`);
    }
    await owner.query('COMMIT');
  } catch (error) {
    await owner.query('ROLLBACK').catch(() => {});
    if (sqlState(error) === '42501') throw new LoginsMissingError(cannotCreate(error as Error), { cause: error });
    throw error;
  }
}

function cannotCreate({ message }: Error): string {
  return (
    `The user of DATABASE_URL cannot create the logins that the server works with: ${message}. Give this user CREATEROLE and the roles ` +
    `skilltrace_server and skilltrace_reader WITH ADMIN OPTION, or set DATABASE_SERVER_URL and DATABASE_READER_URL to logins that an administrator created: ` +
    'docs/how-to/run-on-your-own-postgresql.md has the statements.'
  );
}
