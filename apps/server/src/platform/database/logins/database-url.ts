import type { ClientConfig } from 'pg';
import { parse } from 'pg-connection-string';

/** Where a database is and who logs in. */
export interface DatabaseAddress extends Pick<ClientConfig, 'port' | 'user' | 'database' | 'ssl'> {
  host: string;
  password: string | undefined;
  /** Set, so that PGOPTIONS counts for nothing, nor a search path that was set on the login. */
  options: string;
  client_encoding: string;
}

/** How the connection is encrypted. Every other parameter could change who the connection is or what it may do. */
const PARAMETERS = new Set(['sslmode', 'sslrootcert', 'sslcert', 'sslkey', 'uselibpqcompat']);

/**
 * What is wrong with a connection URL, as the rest of a sentence that begins with the name of its variable.
 *
 * @returns undefined for a URL that can be used
 */
export function wrongWithDatabaseUrl(value: string): string | undefined {
  if (!/^postgres(ql)?:\/\//.test(value) || !URL.canParse(value) || new URL(value).hostname === '' || !isDecodable(new URL(value)))
    return 'must look like postgres://user:password@host:5432/database, with special characters in a password percent-encoded';
  const unknown = [...new URL(value).searchParams.keys()].filter((name) => !PARAMETERS.has(name));
  if (unknown.length > 0)
    return `has the parameter ${unknown.join(', ')}; only ${[...PARAMETERS].join(', ')} may follow the name of the database`;
  return undefined;
}

function isDecodable({ username, password, pathname, hash }: URL): boolean {
  try {
    decodeURIComponent(username + password + pathname);
    // The driver stops reading at a #.
    return hash === '';
  } catch {
    return false;
  }
}

/**
 * The parts of a connection URL. They are handed to the driver one by one, because the driver lets a URL override every option
 * that it is given.
 *
 * @throws Error for a URL with any other parameter than those of TLS
 */
export function parseDatabaseUrl(url: string): DatabaseAddress {
  const wrong = wrongWithDatabaseUrl(url);
  if (wrong !== undefined) throw new Error(`The connection URL ${wrong}`);
  const { host, port, user, password, database, ssl } = parse(url);
  return {
    host: host ?? '',
    port: port ? Number(port) : undefined,
    user: user === '' ? undefined : user,
    password: password === '' ? undefined : password,
    database: database ?? undefined,
    ssl: ssl as DatabaseAddress['ssl'],
    options: '-c search_path=public',
    client_encoding: 'UTF8',
  };
}

/** The same database, as another login. */
export function asLogin(url: string, login: { user: string; password: string; database: string }): string {
  const other = new URL(url);
  other.username = encodeURIComponent(login.user);
  other.password = encodeURIComponent(login.password);
  other.pathname = `/${encodeURI(login.database)}`;
  return other.href;
}
