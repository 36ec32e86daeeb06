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

/** What the operator is told when the server is pointed at this database. */
const toldAt = async (url: URL | string) => {
  const failure = await migrate(String(url), () => {}).catch((error: unknown) => error);
  return startFailure(failure);
};
const at = (change: (url: URL) => void) => {
  const url = new URL(db.ownerUrl);
  change(url);
  return url;
};

describe('a database that is not set up is told of in a sentence, with exit code 3:', () => {
  it('one that does not exist', async () => {
    const { message, exitCode } = await toldAt(at((url) => (url.pathname = '/no_such_database')));
    expect(message).toMatch(/^PostgreSQL has no database of the name in DATABASE_URL: .*"no_such_database".*\.\ndocs\//);
    expect(exitCode).toBe(3);
  });

  it('a user that does not exist', async () => {
    const { message, exitCode } = await toldAt(at((url) => (url.username = 'no_such_user')));
    expect(message).toMatch(/^PostgreSQL does not let the user of DATABASE_URL in: .*\.\ndocs\//);
    expect(exitCode).toBe(3);
  });

  it('a user without rights', async () => {
    const superuser = new pg.Client({ connectionString: db.superuserUrl });
    await superuser.connect();
    await superuser.query(`CREATE ROLE ${WITHOUT_RIGHTS} LOGIN PASSWORD 'none'`);
    try {
      const url = at((given) => {
        given.username = WITHOUT_RIGHTS;
        given.password = 'none';
      });
      const { message, exitCode } = await toldAt(url);
      expect(message).toMatch(/^The user of DATABASE_URL lacks rights .*: permission denied .*\.\ndocs\//);
      expect(exitCode).toBe(3);
    } finally {
      await superuser.query(`DROP ROLE ${WITHOUT_RIGHTS}`);
      await superuser.end();
    }
  });

  it('one that nobody answers for', async () => {
    expect(await toldAt(at((url) => (url.port = '1')))).toEqual({ message: 'The database of DATABASE_URL does not answer.', exitCode: 3 });
  });
});

it('what is none of these is a defect, told with its stack', () => {
  const { message, exitCode } = startFailure(new TypeError('no such property'));
  expect(message).toMatch(/^Skilltrace could not start: TypeError: no such property\n\s+at /);
  expect(exitCode).toBe(1);
});
