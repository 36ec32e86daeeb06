import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { runInTest } from '../test-terminal.js';
import { createApp } from '../../src/create-app.js';
import { startFailure } from '../../src/installation/start-failure.js';
import { ConfigError, parseConfig } from '../../src/platform/config/config.js';
import { Database } from '../../src/platform/database/database.js';
import { parseDatabaseUrl, databaseUrlProblem } from '../../src/platform/database/logins/database-url.js';
import { LoginRefusedError } from '../../src/platform/errors/login-refused-error.js';
import { migrate } from '../../src/platform/database/schema/migrate.js';
import { prepareLogins, type LoginUrls } from '../../src/platform/database/logins/prepare-logins.js';
import { ReadDatabase } from '../../src/platform/database/read-database.js';
import { sqlState } from '../../src/platform/errors/sqlstate.js';
import { createApiToken } from '../../src/sign-in/tokens/api-tokens.js';
import { verifyLedger } from '../../src/signals/verify/verify-ledger.js';
import { factories } from '../factories.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';

const SESSION_SECRET = randomBytes(32).toString('hex');

let db: TestDatabase;
let superuser: pg.Client;
let logins: LoginUrls;
let name: string;

beforeAll(async () => {
  db = await createTestDatabase();
  name = new URL(db.ownerUrl).pathname.slice(1);
  superuser = new pg.Client({ connectionString: db.superuserUrl });
  await superuser.connect();
  logins = await prepareLogins(db.ownerUrl);
});
afterAll(async () => {
  await superuser.end();
  await db.drop();
});

const serverDatabase = (url = logins.serverUrl) => new Database({ url, role: 'skilltrace_server', poolSize: 2 });
const readDatabase = (url = logins.readerUrl) => new ReadDatabase({ url, poolSize: 2 });
const open = { server: serverDatabase, reader: readDatabase };

/** `ledger verify` of other test files reports a member of this role that owns no database. */
const withoutLedger = (owner: string) => `REVOKE skilltrace_ledger FROM ${owner} CASCADE`;

/** Opens the first connection; returns 'opened' or the error. */
async function opening(database: Database): Promise<unknown> {
  try {
    return await database.query<{ user: string }>('SELECT current_user::text AS user').then(
      () => 'opened',
      (error: unknown) => error,
    );
  } finally {
    await database.close();
  }
}

async function withClient<Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client(parseDatabaseUrl(url));
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

describe('logins that the owner creates', () => {
  it('are the same at every start, even when ten servers start simultaneously on a database without them', async () => {
    const empty = await createTestDatabase();
    try {
      const all = await Promise.all(Array.from({ length: 10 }, () => prepareLogins(empty.ownerUrl)));
      expect(new Set(all.map((each) => JSON.stringify(each))).size).toBe(1);
      expect(await opening(serverDatabase(all[0]?.serverUrl))).toBe('opened');
      expect(await opening(readDatabase(all[0]?.readerUrl))).toBe('opened');
    } finally {
      await empty.drop();
    }
  });

  it('cannot connect to the database of another installation in the cluster', async () => {
    const other = await createTestDatabase();
    try {
      for (const url of Object.values(logins)) {
        const elsewhere = new URL(url);
        elsewhere.pathname = new URL(other.ownerUrl).pathname;
        expect(sqlState(await opening(serverDatabase(elsewhere.href)))).toBe('42501');
      }
    } finally {
      await other.drop();
    }
  });

  it('get their original password back at the next start after it was changed', async () => {
    await superuser.query(`ALTER ROLE skilltrace_server_${name} PASSWORD 'changed'`);
    expect(await prepareLogins(db.ownerUrl)).toEqual(logins);
    expect(await opening(serverDatabase())).toBe('opened');
  });

  it('are derived from the session secret if the URL of the owner has no password', async () => {
    const { PGPASSWORD } = process.env;
    process.env['PGPASSWORD'] = 'owner';
    try {
      const bare = new URL(db.ownerUrl);
      bare.password = '';
      expect(await prepareLogins(bare.href, SESSION_SECRET)).toEqual(logins);
    } finally {
      if (PGPASSWORD === undefined) delete process.env['PGPASSWORD'];
      else process.env['PGPASSWORD'] = PGPASSWORD;
    }
  });
});

describe('injected SQL', () => {
  const ATTEMPTS = [
    "SELECT set_config('role', 'none', false)",
    'RESET ROLE',
    'SET ROLE NONE',
    'RESET ALL',
    'DISCARD ALL',
    'SET SESSION AUTHORIZATION DEFAULT',
    'RESET SESSION AUTHORIZATION',
    'SET SESSION AUTHORIZATION skilltrace_owner',
    "SELECT set_config('session_authorization', 'skilltrace_owner', false)",
    'SET ROLE skilltrace_owner',
    'SET ROLE skilltrace_ledger',
    'SET ROLE postgres',
    'SET ROLE pg_write_all_data',
    "SELECT set_config('role', 'skilltrace_ledger', false)",
    'SET default_transaction_read_only = off',
    'SET session_replication_role = replica',
    'SET search_path = pg_temp, public',
  ];
  const GAINS = {
    'a signal': `INSERT INTO user_skill_signals (user_id, skill_id, source_type, source_id, signal_type, weight, created_at, project_id) VALUES (1, 1, 'project', 1, 'joined', 1, now(), 1)`,
    'an update without signals': `INSERT INTO progress_updates (project_id, user_id, content) VALUES (1, 1, 'silent')`,
    'an audit entry': `INSERT INTO audit_entries (action, subject_type) VALUES ('skill.created', 'skill')`,
    'the end of a trigger': 'DROP TRIGGER user_skill_signals_append_only ON user_skill_signals',
    'a table': 'CREATE TABLE public.totals (total bigint)',
    'a temporary table': 'CREATE TEMPORARY TABLE profiles (id bigint)',
    'a role': 'CREATE ROLE intruder',
    'a membership': `GRANT skilltrace_ledger TO CURRENT_USER`,
    'a file': `COPY profiles TO '/tmp/profiles'`,
    'a program': `COPY profiles FROM PROGRAM 'echo 1'`,
    'a function of the owner': `CREATE FUNCTION public.f() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'`,
    'a signal through XML': `SELECT set_config('role', 'none', true), query_to_xml($q$ WITH w AS (DELETE FROM user_skill_signals RETURNING 1) SELECT * FROM w $q$, true, true, '')`,
  };
  const OF_READER = {
    'the sessions': 'SELECT * FROM auth_sessions',
    'the passwords': 'SELECT * FROM auth_accounts',
    'the tokens': 'SELECT * FROM api_tokens',
    'a skill': `INSERT INTO skills (skill_name, category) VALUES ('x', 'y')`,
    'a call of a writer': `SELECT emit_skill_signals(1, 'project', 1, 'joined', '{1}', 1, NULL)`,
  };

  it.each(['server', 'reader'] as const)('gains no rights in a connection of the %s', async (login) => {
    await withClient(login === 'server' ? logins.serverUrl : logins.readerUrl, async (client) => {
      for (const attempt of ATTEMPTS) {
        await client.query(attempt).catch(() => {});
        for (const [gain, sql] of Object.entries({ ...GAINS, ...(login === 'reader' ? OF_READER : {}) })) {
          const state = await client.query(sql).then(
            () => 'gained',
            (error: unknown) => sqlState(error),
          );
          expect(state, `${gain} after ${attempt}`).toMatch(/^(42501|25006|0A000)$/);
        }
        const { rows } = await client.query<{ user: string }>('SELECT current_user::text AS user');
        expect(rows[0]?.user, attempt).toBe(`skilltrace_${login}_${name}`);
      }
    });
  });
});

describe('connection settings from the URL and the environment', () => {
  it.each([
    'options=-c%20role%3Dskilltrace_owner',
    'options=-c%20statement_timeout%3D0',
    'OPTIONS=-c%20role%3Dnone',
    'user=postgres',
    'password=x',
    'database=postgres',
    'role=skilltrace_owner',
    'statement_timeout=0',
    'default_transaction_read_only=off',
    'application_name=x',
    'replication=database',
    'host=elsewhere.example.org',
    'port=1',
    'sslmode=verify-full&options=-c%20role%3Dnone',
    'ssl=0&ssl=true',
  ])('rejects a URL with %s, and the error names the variable without quoting the URL', (query) => {
    for (const variable of ['DATABASE_URL', 'DATABASE_SERVER_URL', 'DATABASE_READER_URL']) {
      const variables = { DATABASE_SERVER_URL: db.serverUrl, DATABASE_READER_URL: db.readerUrl, SESSION_SECRET };
      const read = () => parseConfig({ ...variables, [variable]: `postgres://u:s3cret@127.0.0.1/x?${query}` });
      expect(read).toThrow(ConfigError);
      expect(read).toThrow(new RegExp(`^${variable} must not have the parameter `));
      expect(read).not.toThrow(/s3cret/);
    }
  });

  it('rejects every URL parameter except those of TLS', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string(), (key, value) => {
        const url = new URL('postgres://u:p@127.0.0.1/x');
        url.searchParams.set(key, value);
        fc.pre(!/^(ssl(mode|rootcert|cert|key)|uselibpqcompat)$/.test(key));
        expect(databaseUrlProblem(url.href)).toMatch(/^must not have the parameter /);
      }),
    );
  });

  it('passes user names and passwords with any characters to the driver unchanged', () => {
    const word = fc.string({ minLength: 1, unit: 'binary' }).filter((text) => !/[\0\ud800-\udfff]/.test(text));
    fc.assert(
      fc.property(word, word, (user, password) => {
        const url = `postgres://${encodeURIComponent(user)}:${encodeURIComponent(password)}@127.0.0.1:5433/x?sslmode=disable`;
        expect(parseDatabaseUrl(url)).toMatchObject({ user, password, host: '127.0.0.1', port: 5433, database: 'x', ssl: false });
      }),
    );
  });

  it('ignores the environment variables of PostgreSQL clients', async () => {
    const before = { ...process.env };
    Object.assign(process.env, {
      PGOPTIONS: '-c role=skilltrace_owner -c statement_timeout=0 -c default_transaction_read_only=off -c search_path=pg_temp',
      PGUSER: 'postgres',
      PGPASSWORD: 'x',
      PGDATABASE: 'postgres',
      PGHOST: 'nowhere.invalid',
      PGPORT: '1',
      PGAPPNAME: 'x',
    });
    try {
      for (const [login, database] of Object.entries({ server: serverDatabase(), reader: readDatabase() })) {
        expect(await database.query(SETTINGS)).toEqual([
          { user: `skilltrace_${login}_${name}`, timeout: '1min', path: 'public', readOnly: login === 'reader' ? 'on' : 'off' },
        ]);
        await database.close();
      }
    } finally {
      for (const key of Object.keys(process.env)) delete process.env[key];
      Object.assign(process.env, before);
    }
  });

  it('ignores a search path and a timeout that are set on the login or the database', async () => {
    await superuser.query(`ALTER ROLE skilltrace_server_${name} SET search_path = evil, public;
      ALTER ROLE skilltrace_server_${name} SET statement_timeout = 0; ALTER DATABASE ${name} SET search_path = evil`);
    const database = serverDatabase();
    expect(await database.query(SETTINGS)).toMatchObject([{ timeout: '1min', path: 'public' }]);
    await database.close();
    await superuser.query(`ALTER ROLE skilltrace_server_${name} RESET ALL; ALTER DATABASE ${name} RESET ALL`);
  });

  const SETTINGS = `SELECT current_user::text AS user, current_setting('statement_timeout') AS timeout, current_setting('search_path') AS path,
    current_setting('default_transaction_read_only') AS "readOnly"`;
});

describe('rejection of logins with the wrong rights', () => {
  const server = () => `skilltrace_server_${name}`;
  const reader = () => `skilltrace_reader_${name}`;
  const FAULTS: Record<string, { login: 'server' | 'reader'; make: () => string; undo: () => string; says: RegExp; verified?: false }> = {
    'a superuser': {
      login: 'server',
      make: () => `ALTER ROLE ${server()} SUPERUSER`,
      undo: () => `ALTER ROLE ${server()} NOSUPERUSER`,
      says: /is a superuser/,
    },
    'a login that can create roles': {
      login: 'server',
      make: () => `ALTER ROLE ${server()} CREATEROLE`,
      undo: () => `ALTER ROLE ${server()} NOCREATEROLE`,
      says: /can create roles/,
    },
    'a login that bypasses row security': {
      login: 'reader',
      make: () => `ALTER ROLE ${reader()} BYPASSRLS`,
      undo: () => `ALTER ROLE ${reader()} NOBYPASSRLS`,
      says: /bypasses row security/,
    },
    'a member of an owner': {
      login: 'server',
      make: () => `CREATE ROLE other_owner_${name} CREATEROLE; GRANT other_owner_${name} TO ${server()}`,
      undo: () => `DROP ROLE other_owner_${name}`,
      says: /is a member of other_owner_/,
    },
    'a member of the ledger role': {
      login: 'server',
      make: () => `GRANT skilltrace_ledger TO ${server()}`,
      undo: () => `REVOKE skilltrace_ledger FROM ${server()}`,
      says: /is a member of skilltrace_ledger/,
    },
    'a member of a built-in PostgreSQL role': {
      login: 'reader',
      make: () => `GRANT pg_write_all_data TO ${reader()}`,
      undo: () => `REVOKE pg_write_all_data FROM ${reader()}`,
      says: /is a member of pg_write_all_data/,
    },
    'a reader that also has the server role': {
      login: 'reader',
      make: () => `GRANT skilltrace_server TO ${reader()}`,
      undo: () => `REVOKE skilltrace_server FROM ${reader()}`,
      says: /is a member of skilltrace_server/,
    },
    'a login with a privilege granted by name': {
      login: 'reader',
      make: () => `GRANT SELECT ON auth_sessions TO ${reader()}`,
      undo: () => `REVOKE SELECT ON auth_sessions FROM ${reader()}`,
      says: /has rights granted by name/,
    },
    'a login that can create objects in the database': {
      login: 'server',
      make: () => `GRANT CREATE ON DATABASE ${name} TO ${server()}`,
      undo: () => `REVOKE CREATE ON DATABASE ${name} FROM ${server()}`,
      says: /has rights granted by name/,
    },
    'a login that owns a schema': {
      login: 'server',
      make: () => `CREATE SCHEMA its_own AUTHORIZATION ${server()}`,
      undo: () => 'DROP SCHEMA its_own',
      says: /owns part of the cluster/,
    },
    'a reader whose role defaults to read-write transactions': {
      login: 'reader',
      make: () => `ALTER ROLE ${reader()} RESET default_transaction_read_only`,
      undo: () => `ALTER ROLE ${reader()} SET default_transaction_read_only = on`,
      says: /is not set to read-only transactions.* starts transactions that can write/,
    },
    'a reader that defaults to read-write transactions in this database': {
      login: 'reader',
      make: () => `ALTER ROLE ${reader()} IN DATABASE ${name} SET default_transaction_read_only = off`,
      undo: () => `ALTER ROLE ${reader()} IN DATABASE ${name} RESET ALL`,
      says: /starts transactions that can write/,
      verified: false,
    },
    'a login that switches to another role': {
      login: 'server',
      make: () => `ALTER ROLE ${server()} SET role = skilltrace_server`,
      undo: () => `ALTER ROLE ${server()} RESET role`,
      says: /runs as skilltrace_server/,
      verified: false,
    },
    'a login without its role': {
      login: 'server',
      make: () => `SET ROLE skilltrace_owner; REVOKE skilltrace_server FROM ${server()}; RESET ROLE`,
      undo: () => `SET ROLE skilltrace_owner; GRANT skilltrace_server TO ${server()}; RESET ROLE`,
      says: /does not have the rights of skilltrace_server/,
      verified: false,
    },
  };

  it.each(Object.keys(FAULTS))('the first connection, readyz and ledger verify reject %s', async (fault) => {
    const { login, make, undo, says, verified } = FAULTS[fault] ?? expect.fail();
    const [database, reading] = [serverDatabase(), readDatabase()];
    const app = await createApp({ config: parseConfig({ SESSION_SECRET, DEMO: 'false' }), database, readDatabase: reading }, false);
    const ready = async () => {
      const answer = await app.inject({ method: 'GET', url: '/readyz' });
      return [answer.statusCode, answer.json().checks];
    };
    try {
      expect(await ready()).toEqual([200, { database: 'ok', logins: 'ok', schema: 'ok', writes: 'ok' }]);
      await superuser.query(make());
      const error = await opening(open[login]());
      expect(error).toBeInstanceOf(LoginRefusedError);
      expect((error as Error).message).toMatch(says);
      expect(startFailure(error)).toEqual({ message: (error as Error).message, exitCode: 3 });
      if (verified === undefined) {
        expect(await ready()).toEqual([503, { database: 'ok', logins: 'unavailable' }]);
        const { checks } = await verifyLedger(db.database);
        expect(checks.filter(({ violations }) => violations > 0).map((check) => check.name)).toContain('logins');
      }
    } finally {
      await superuser.query(undo());
      expect((await ready())[0]).toBe(200);
      await app.close();
      await Promise.all([database.close(), reading.close()]);
    }
  });

  it('the first connection rejects the owner, a superuser and swapped server and reader logins', async () => {
    for (const url of [db.ownerUrl, db.superuserUrl, logins.readerUrl])
      expect(await opening(serverDatabase(url))).toBeInstanceOf(LoginRefusedError);
    for (const url of [db.ownerUrl, db.superuserUrl, logins.serverUrl])
      expect(await opening(readDatabase(url))).toBeInstanceOf(LoginRefusedError);
  });

  it('requests fail with 503 while the login has too many rights', async () => {
    const database = serverDatabase();
    const app = await createApp({ config: parseConfig({ SESSION_SECRET, DEMO: 'false' }), database, readDatabase: db.readDatabase }, false);
    const profileId = await factories(db.database).profile();
    const { token } = await createApiToken(db.database, { name: 'test', profileId, creator: { profileId: profileId } });
    try {
      await superuser.query(`GRANT skilltrace_ledger TO ${server()}`);
      const answer = await app.inject({ method: 'GET', url: '/api/session', headers: { authorization: `Bearer ${token}` } });
      expect([answer.statusCode, answer.json()]).toMatchObject([503, { code: 'UNAVAILABLE' }]);
    } finally {
      await superuser.query(`REVOKE skilltrace_ledger FROM ${server()}`);
      await app.close();
      await database.close();
    }
  });
});

describe('logins that an administrator creates', () => {
  let own: TestDatabase;
  let given: { DATABASE_SERVER_URL: string; DATABASE_READER_URL: string; SESSION_SECRET: string };
  const owner = () => new URL(own.ownerUrl);

  beforeEach(async () => {
    own = await createTestDatabase('template0');
    // The owner can create roles only during the first migration.
    await superuser.query(`CREATE ROLE plain_owner LOGIN CREATEROLE PASSWORD 'plain' IN ROLE skilltrace_server, skilltrace_reader, skilltrace_ledger;
      CREATE ROLE plain_server LOGIN PASSWORD 's' IN ROLE skilltrace_server; CREATE ROLE plain_reader LOGIN PASSWORD 'r' IN ROLE skilltrace_reader;
      ALTER ROLE plain_reader SET default_transaction_read_only = on; ALTER DATABASE ${owner().pathname.slice(1)} OWNER TO plain_owner`);
    const as = (user: string, password: string) => {
      const url = owner();
      [url.username, url.password] = [user, password];
      return url.href;
    };
    own.ownerUrl = as('plain_owner', 'plain');
    await migrate(own.ownerUrl);
    await superuser.query('ALTER ROLE plain_owner NOCREATEROLE');
    given = { DATABASE_SERVER_URL: as('plain_server', 's'), DATABASE_READER_URL: as('plain_reader', 'r'), SESSION_SECRET };
  });
  afterEach(async () => {
    await superuser.query(withoutLedger('plain_owner'));
    await own.drop();
    await superuser.query('DROP ROLE plain_owner, plain_server, plain_reader');
  });

  it('are required if the owner cannot create roles, and the error says what to do', async () => {
    const ended = await runInTest({ DATABASE_URL: own.ownerUrl, SESSION_SECRET }, ['ledger', 'verify']);
    expect(ended).toMatchObject({ code: 3, stdout: '' });
    expect(ended.stderr).toMatch(/cannot create the logins.*CREATEROLE.*DATABASE_SERVER_URL and DATABASE_READER_URL.*docs\/how-to/s);
    await expect(prepareLogins(own.ownerUrl)).rejects.toSatisfy((error) => startFailure(error).exitCode === 3);
  });

  it('work without the owner’s URL once `database prepare` has migrated the database', async () => {
    const before = await runInTest(given, ['ledger', 'verify']);
    expect(before).toMatchObject({ code: 3, stdout: '' });

    const prepared = await runInTest({ ...given, DATABASE_URL: own.ownerUrl }, ['database', 'prepare']);
    expect(prepared).toMatchObject({
      code: 0,
      stdout: `DATABASE_SERVER_URL=${given.DATABASE_SERVER_URL}\nDATABASE_READER_URL=${given.DATABASE_READER_URL}\n`,
    });
    expect(await runInTest(given, ['ledger', 'verify'])).toMatchObject({ code: 0 });
  });

  it('are rejected on a schema of another version', async () => {
    await runInTest({ ...given, DATABASE_URL: own.ownerUrl }, ['database', 'prepare']);
    const forgotten = [
      "DELETE FROM schema_repeatables WHERE path LIKE 'guards/%'",
      'DELETE FROM schema_migrations WHERE id = (SELECT max(id) FROM schema_migrations)',
    ];
    for (const forget of forgotten) {
      await withClient(own.ownerUrl, (client) => client.query(forget));
      const older = await runInTest(given, ['ledger', 'verify']);
      expect(older.code).toBe(3);
      expect(older.stderr).toMatch(/has not been migrated to this version.*did not run.*npx skilltrace database prepare/s);
    }
  });

  it('must be set together and require SESSION_SECRET', () => {
    const { DATABASE_SERVER_URL, DATABASE_READER_URL } = given;
    expect(() => parseConfig({ DATABASE_SERVER_URL, SESSION_SECRET })).toThrow('must both be set');
    expect(() => parseConfig({ DATABASE_READER_URL, SESSION_SECRET })).toThrow('must both be set');
    expect(() => parseConfig({ DATABASE_SERVER_URL, DATABASE_READER_URL })).toThrow('SESSION_SECRET must be set');
    expect(parseConfig({ DATABASE_SERVER_URL, DATABASE_READER_URL, SESSION_SECRET }).demo).toBe(false);
  });
});

it('a second installation in the cluster works if its owner has the roles with ADMIN OPTION', async () => {
  const second = await createTestDatabase('template0');
  try {
    const url = new URL(second.ownerUrl);
    await superuser.query(`CREATE ROLE second_owner LOGIN CREATEROLE PASSWORD 'second'; ALTER DATABASE ${url.pathname.slice(1)} OWNER TO second_owner;
      GRANT skilltrace_server, skilltrace_reader, skilltrace_ledger TO second_owner WITH ADMIN OPTION`);
    [url.username, url.password] = ['second_owner', 'second'];
    await migrate(url.href);
    const urls = await prepareLogins(url.href);
    expect(await opening(serverDatabase(urls.serverUrl))).toBe('opened');
    expect(await opening(readDatabase(urls.readerUrl))).toBe('opened');
  } finally {
    await superuser.query(withoutLedger('second_owner'));
    await second.drop();
    await superuser.query('DROP OWNED BY second_owner; DROP ROLE second_owner');
  }
});
