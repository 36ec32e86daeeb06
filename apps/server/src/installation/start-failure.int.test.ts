import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.js';
import { migrate } from '../platform/database/schema/migrate.js';
import { startFailure } from './start-failure.js';

const WITHOUT_RIGHTS = 'nobody_in_particular';
let db: TestDatabase;

beforeAll(async () => {
  db = await createTestDatabase('template0');
});
afterAll(async () => {
  await db.drop();
});

/** The message and exit code if the server starts with this URL. */
const failureAt = async (url: URL | string) => {
  const failure = await migrate(String(url), () => {}).catch((error: unknown) => error);
  return startFailure(failure);
};
const at = (change: (url: URL) => void) => {
  const url = new URL(db.ownerUrl);
  change(url);
  return url;
};

describe('startFailure with a database that is not set up', () => {
  it('exits with 3 if the database does not exist', async () => {
    const { message, exitCode } = await failureAt(at((url) => (url.pathname = '/no_such_database')));
    expect(message).toMatch(/^PostgreSQL does not have the database in DATABASE_URL: .*"no_such_database".*\.\ndocs\//);
    expect(exitCode).toBe(3);
  });

  it('exits with 3 if the user does not exist', async () => {
    const { message, exitCode } = await failureAt(at((url) => (url.username = 'no_such_user')));
    expect(message).toMatch(/^PostgreSQL rejected the user of DATABASE_URL: .*\.\ndocs\//);
    expect(exitCode).toBe(3);
  });

  it('exits with 3 if the user lacks privileges', async () => {
    const superuser = new pg.Client({ connectionString: db.superuserUrl });
    await superuser.connect();
    await superuser.query(`CREATE ROLE ${WITHOUT_RIGHTS} LOGIN PASSWORD 'none'`);
    try {
      const url = at((given) => {
        given.username = WITHOUT_RIGHTS;
        given.password = 'none';
      });
      const { message, exitCode } = await failureAt(url);
      expect(message).toMatch(/^The user of DATABASE_URL lacks privileges .*: permission denied .*\.\ndocs\//);
      expect(exitCode).toBe(3);
    } finally {
      await superuser.query(`DROP ROLE ${WITHOUT_RIGHTS}`);
      await superuser.end();
    }
  });

  it('exits with 3 if the database does not respond', async () => {
    expect(await failureAt(at((url) => (url.port = '1')))).toEqual({
      message: 'The database of DATABASE_URL does not respond.',
      exitCode: 3,
    });
  });
});

it('startFailure reports any other error with its stack and exit code 1', () => {
  const { message, exitCode } = startFailure(new TypeError('no such property'));
  expect(message).toMatch(/^Skilltrace could not start: TypeError: no such property\n\s+at /);
  expect(exitCode).toBe(1);
});
