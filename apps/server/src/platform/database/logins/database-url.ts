import type { ClientConfig } from 'pg';
import { parse } from 'pg-connection-string';

/** The location of a database and the login. */
export interface DatabaseAddress extends Pick<ClientConfig, 'port' | 'user' | 'database' | 'ssl'> {
  host: string;
  password: string | undefined;
  /** Always set, so that PGOPTIONS and a search path set on the login have no effect. */
  options: string;
  client_encoding: string;
}

/** The parameters for TLS. Any other parameter could change the identity or the rights of the connection. */
const PARAMETERS = new Set(['sslmode', 'sslrootcert', 'sslcert', 'sslkey', 'uselibpqcompat']);

/**
 * Describes what is wrong with a connection URL, as the rest of a sentence that begins with the name of its variable.
 *
 * @returns undefined for a valid URL
 */
export function databaseUrlProblem(value: string): string | undefined {
  if (!/^postgres(ql)?:\/\//.test(value) || !URL.canParse(value) || new URL(value).hostname === '' || !isDecodable(new URL(value)))
    return 'must look like postgres://user:password@host:5432/database, with special characters in a password percent-encoded';
  const unknown = [...new URL(value).searchParams.keys()].filter((name) => !PARAMETERS.has(name));
  if (unknown.length > 0) return `must not have the parameter ${unknown.join(', ')}; only ${[...PARAMETERS].join(', ')} are supported`;
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
 * Parses a connection URL into separate options for the driver. The driver must not get the URL itself, because it would let the
 * URL override any other option.
 *
 * @throws Error for a URL with any parameter that is not for TLS
 */
export function parseDatabaseUrl(url: string): DatabaseAddress {
  const wrong = databaseUrlProblem(url);
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

/** Returns the URL of the same database for another login. */
export function asLogin(url: string, login: { user: string; password: string; database: string }): string {
  const other = new URL(url);
  other.username = encodeURIComponent(login.user);
  other.password = encodeURIComponent(login.password);
  other.pathname = `/${encodeURI(login.database)}`;
  return other.href;
}

/** Returns the URL of a standby. A login or a database that it does not name is that of `readerUrl`. */
export function standbyUrl(url: string, readerUrl: string): string {
  const [standby, reader] = [new URL(url), new URL(readerUrl)];
  if (standby.username === '') Object.assign(standby, { username: reader.username, password: reader.password });
  if (standby.pathname.length < 2) standby.pathname = reader.pathname;
  return standby.href;
}
