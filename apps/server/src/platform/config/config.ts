import { resolve } from 'node:path';
import { z } from 'zod';
import { wrongWithDatabaseUrl } from '../database/database-url.js';

const flag = z.enum(['true', 'false', '1', '0']).transform((value) => value === 'true' || value === '1');
/** How many proxies of one's own stand in front. `1` was a flag once, and means what it meant. */
const proxies = z
  .string()
  .regex(/^(true|false|\d)$/, 'must be true, false or the number of proxies in front')
  .transform((value) => (value === 'true' ? 1 : value === 'false' ? 0 : Number(value)));
const blankIsUnset = (value: unknown) => (value === '' ? undefined : value);
const optional = <Schema extends z.ZodType>(schema: Schema) => z.preprocess(blankIsUnset, schema.optional());

const databaseUrl = z.string().superRefine((value, context) => {
  const wrong = wrongWithDatabaseUrl(value);
  if (wrong !== undefined) context.addIssue({ code: 'custom', message: wrong });
});

/** A whole number from `least` to `most`. */
const count = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,6}$/, `must be a whole number from ${least} to ${most}`)
    .transform(Number)
    .refine((value) => value >= least && value <= most, `must be a whole number from ${least} to ${most}`);

const environment = z.object({
  PORT: optional(
    z
      .string()
      .regex(/^\d+$/, 'must be a port number')
      .transform(Number)
      .refine((port) => port <= 65_535, 'must be a port number'),
  ),
  HOST: optional(z.string()),
  DATABASE_URL: optional(databaseUrl),
  DATABASE_SERVER_URL: optional(databaseUrl),
  DATABASE_READER_URL: optional(databaseUrl),
  DATA_DIR: optional(z.string()),
  DEMO: optional(flag),
  ADMIN_EMAIL: optional(z.email('must be an e-mail address')),
  ADMIN_PASSWORD: optional(z.string().min(12, 'must have at least 12 characters')),
  PUBLIC_URL: optional(z.url('must be a URL such as https://skills.example.org')),
  SESSION_SECRET: optional(z.string().min(32, 'must have at least 32 characters')),
  TRUST_PROXY: optional(proxies),
  DATABASE_CONNECTIONS: optional(count(2, 1_000)),
  MAX_CONNECTIONS: optional(count(16, 100_000)),
  MAX_REQUESTS: optional(count(8, 10_000)),
  MAX_REQUESTS_PER_PERSON: optional(count(1, 10_000)),
  LOG_LEVEL: optional(z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace'])),
  LOG_FORMAT: optional(z.enum(['pretty', 'json'])),
  TZ: optional(
    z
      .string()
      .refine(
        (zone) => Intl.supportedValuesOf('timeZone').includes(zone) || zone === 'UTC' || zone === 'Etc/UTC',
        'must be a time zone such as Europe/Zurich',
      ),
  ),
});

/** The settings of an installation, parsed once at the start. */
export class Config {
  port!: number;
  host!: string;
  /** Of the owner, who migrates and creates the logins. Undefined with the embedded database, and where only logins are known. */
  databaseUrl: string | undefined;
  /** Of the logins that the server and its analytics work with; undefined where the owner creates them. */
  databaseServerUrl: string | undefined;
  databaseReaderUrl: string | undefined;
  dataDir!: string;
  demo!: boolean;
  adminEmail: string | undefined;
  adminPassword: string | undefined;
  publicUrl!: string;
  /** Undefined until the embedded installation has generated one. */
  sessionSecret: string | undefined;
  /** How many proxies of one's own stand in front: so many entries of X-Forwarded-For, from its end, were not made up. */
  trustedProxies!: number;
  /** To the database, for requests; as many again for analytics. */
  databaseConnections!: number;
  /** From clients, at once. */
  maxConnections!: number;
  /** Of the API, worked on at once. */
  maxRequests!: number;
  /** Of those, of one person. */
  maxRequestsPerPerson!: number;
  logLevel!: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace';
  logFormat!: 'pretty' | 'json';
}

/** A setting that cannot be used; the message names each wrong variable and what it must be. */
export class ConfigError extends Error {}

/** Reads the settings from the environment (`docs/reference/configuration.md`). */
export function parseConfig(variables: NodeJS.ProcessEnv, isTerminal = process.stdout.isTTY): Config {
  const parsed = environment.safeParse(variables);
  if (!parsed.success) {
    throw new ConfigError(parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('\n'));
  }
  const settings = parsed.data;
  if ((settings.DATABASE_SERVER_URL === undefined) !== (settings.DATABASE_READER_URL === undefined))
    throw new ConfigError('DATABASE_SERVER_URL and DATABASE_READER_URL belong together: set both, or neither');
  const isEmbedded = settings.DATABASE_URL === undefined && settings.DATABASE_SERVER_URL === undefined;
  if (!isEmbedded && settings.SESSION_SECRET === undefined)
    throw new ConfigError('SESSION_SECRET must be set where DATABASE_URL is: 32 characters or more, the same on every server');
  const host = settings.HOST ?? '127.0.0.1';
  const port = settings.PORT ?? 3000;
  const maxRequests = settings.MAX_REQUESTS ?? 512;
  return Object.assign(new Config(), {
    port,
    host,
    databaseUrl: settings.DATABASE_URL,
    databaseServerUrl: settings.DATABASE_SERVER_URL,
    databaseReaderUrl: settings.DATABASE_READER_URL,
    dataDir: resolve(settings.DATA_DIR ?? '.data'),
    demo: settings.DEMO ?? isEmbedded,
    adminEmail: settings.ADMIN_EMAIL?.toLowerCase(),
    adminPassword: settings.ADMIN_PASSWORD,
    publicUrl:
      settings.PUBLIC_URL ??
      `http://${host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host}:${port}`,
    sessionSecret: settings.SESSION_SECRET,
    trustedProxies: settings.TRUST_PROXY ?? 0,
    databaseConnections: settings.DATABASE_CONNECTIONS ?? 16,
    maxConnections: settings.MAX_CONNECTIONS ?? 4096,
    maxRequests,
    maxRequestsPerPerson: settings.MAX_REQUESTS_PER_PERSON ?? Math.ceil(maxRequests / 4),
    logLevel: settings.LOG_LEVEL ?? 'info',
    logFormat: settings.LOG_FORMAT ?? (isTerminal ? 'pretty' : 'json'),
  } satisfies Config);
}
