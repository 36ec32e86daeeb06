import { resolve } from 'node:path';
import { email, newPassword } from '@skilltrace/contract';
import { z } from 'zod';
import * as valid from './environment-values.js';
import { hostNameOf, isEveryAddress, isLoopback } from './host-name.js';

const blankIsUnset = (value: unknown) => (value === '' ? undefined : value);
const optional = <Schema extends z.ZodType>(schema: Schema) => z.preprocess(blankIsUnset, schema.optional());

const environment = z.object({
  PORT: optional(valid.count(1, 65_535)),
  HOST: optional(valid.host),
  ALLOWED_HOSTS: optional(valid.hostNames),
  DATABASE_URL: optional(valid.databaseUrl),
  DATABASE_SERVER_URL: optional(valid.databaseUrl),
  DATABASE_READER_URL: optional(valid.databaseUrl),
  DATABASE_READ_URL: optional(valid.databaseUrls),
  DATABASE_READ_MAX_LAG: optional(valid.count(3, 3_600)),
  DATA_DIR: optional(valid.word),
  DEMO: optional(valid.flag),
  ADMIN_EMAIL: optional(valid.visible.pipe(email)),
  ADMIN_PASSWORD: optional(valid.visible.pipe(newPassword)),
  PUBLIC_URL: optional(valid.publicUrl),
  SESSION_SECRET: optional(valid.word.refine((value) => value.length >= 32, 'must have at least 32 characters')),
  ERASURE_SECRET: optional(valid.word.refine((value) => value.length >= 32, 'must have at least 32 characters')),
  TRUST_PROXY: optional(valid.proxies),
  DATABASE_CONNECTIONS: optional(valid.count(2, 1_000)),
  MAX_CONNECTIONS: optional(valid.count(16, 100_000)),
  MAX_REQUESTS: optional(valid.count(8, 10_000)),
  MAX_REQUESTS_PER_PERSON: optional(valid.count(1, 10_000)),
  LOG_LEVEL: optional(valid.oneOf('fatal', 'error', 'warn', 'info', 'debug', 'trace')),
  LOG_FORMAT: optional(valid.oneOf('pretty', 'json')),
  TZ: optional(valid.timeZone),
});

/** The variables that `parseConfig` reads, in the order of the schema. */
export const environmentVariables: readonly string[] = Object.keys(environment.shape);

/** The settings of an installation, parsed once at the start. */
export class Config {
  port!: number;
  host!: string;
  /** The URL of the owner, who migrates and creates the logins. Undefined with the embedded database, and if only logins are configured. */
  databaseUrl: string | undefined;
  /** The URLs of the logins that the server and its analytics use. Undefined if the owner creates the logins. */
  databaseServerUrl: string | undefined;
  databaseReaderUrl: string | undefined;
  /** The URLs of standbys. A URL without a login or a database has those of the reader. */
  databaseReadUrls!: readonly string[];
  /** A standby that is further behind, in seconds, is not used. */
  databaseReadMaxLag!: number;
  dataDir!: string;
  /** Whether other machines can reach the server, as far as its settings show. */
  isReachable!: boolean;
  /** Host names that requests may use, in addition to the names of this machine. */
  allowedHosts!: readonly string[];
  /** Whether an empty database gets the demo, and its personas can sign in with one click. */
  demo!: boolean;
  /** Whether `demo` comes from DEMO and not from the default. */
  isDemoSet!: boolean;
  adminEmail: string | undefined;
  adminPassword: string | undefined;
  /** An origin: scheme, host and optional port. */
  publicUrl!: string;
  /** Undefined until the embedded installation has generated one. */
  sessionSecret: string | undefined;
  /** The secret for fingerprints of erased people. If undefined, the session secret is used. */
  erasureSecret: string | undefined;
  /** The number of trusted proxies in front of the server: that many entries at the end of X-Forwarded-For are trustworthy. */
  trustedProxies!: number;
  /** Database connections for requests. Analytics can use the same number again. */
  databaseConnections!: number;
  /** Simultaneous client connections. */
  maxConnections!: number;
  /** API requests that run concurrently. */
  maxRequests!: number;
  /** API requests of one person that run concurrently. */
  maxRequestsPerPerson!: number;
  logLevel!: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace';
  logFormat!: 'pretty' | 'json';
}

/** Invalid settings. The message has a line for each invalid variable that says what it must be. */
export class ConfigError extends Error {}

/** Reads the settings from the environment (`docs/reference/configuration.md`). */
export function parseConfig(variables: NodeJS.ProcessEnv, isTerminal = process.stdout.isTTY): Config {
  const parsed = environment.safeParse(variables);
  if (!parsed.success) {
    const lines = new Map(parsed.error.issues.map(({ path, message }) => [path[0], `${String(path[0])} ${message}`]));
    throw new ConfigError([...lines.values()].join('\n'));
  }
  const settings = parsed.data;
  if ((settings.DATABASE_SERVER_URL === undefined) !== (settings.DATABASE_READER_URL === undefined))
    throw new ConfigError('DATABASE_SERVER_URL and DATABASE_READER_URL must both be set, or neither');
  const isEmbedded = settings.DATABASE_URL === undefined && settings.DATABASE_SERVER_URL === undefined;
  if (isEmbedded && settings.DATABASE_READ_URL !== undefined)
    throw new ConfigError('DATABASE_READ_URL must be set together with DATABASE_URL: the embedded database has no standbys');
  if (!isEmbedded && settings.SESSION_SECRET === undefined)
    throw new ConfigError('SESSION_SECRET must be set if you use your own database: at least 32 characters, the same on every server');
  const host = settings.HOST ?? '127.0.0.1';
  const port = settings.PORT ?? 3000;
  const listensOn = valid.nameToListenOn(host) ?? host;
  const ownUrl = `http://${isEveryAddress(listensOn) ? 'localhost' : listensOn}:${port}`;
  // An origin does not name the default port of its scheme.
  const publicUrl = settings.PUBLIC_URL ?? new URL(ownUrl).origin;
  const publicName = hostNameOf(new URL(publicUrl).host) ?? '';
  const trustedProxies = settings.TRUST_PROXY ?? 0;
  const allowedHosts = [publicName, ...(settings.ALLOWED_HOSTS ?? [])];
  const isReachable = ![listensOn, ...allowedHosts].every(isLoopback) || trustedProxies > 0;
  const maxRequests = settings.MAX_REQUESTS ?? 512;
  return Object.assign(new Config(), {
    port,
    host,
    databaseUrl: settings.DATABASE_URL,
    databaseServerUrl: settings.DATABASE_SERVER_URL,
    databaseReaderUrl: settings.DATABASE_READER_URL,
    databaseReadUrls: settings.DATABASE_READ_URL ?? [],
    databaseReadMaxLag: settings.DATABASE_READ_MAX_LAG ?? 10,
    dataDir: resolve(settings.DATA_DIR ?? '.data'),
    isReachable,
    allowedHosts,
    demo: settings.DEMO ?? (isEmbedded && !isReachable),
    isDemoSet: settings.DEMO !== undefined,
    adminEmail: settings.ADMIN_EMAIL,
    adminPassword: settings.ADMIN_PASSWORD,
    publicUrl,
    sessionSecret: settings.SESSION_SECRET,
    erasureSecret: settings.ERASURE_SECRET,
    trustedProxies,
    databaseConnections: settings.DATABASE_CONNECTIONS ?? 16,
    maxConnections: settings.MAX_CONNECTIONS ?? 4096,
    maxRequests,
    maxRequestsPerPerson: settings.MAX_REQUESTS_PER_PERSON ?? Math.ceil(maxRequests / 4),
    logLevel: settings.LOG_LEVEL ?? 'info',
    logFormat: settings.LOG_FORMAT ?? (isTerminal ? 'pretty' : 'json'),
  } satisfies Config);
}
