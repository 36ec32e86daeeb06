import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { ERASURE_LOCKS } from '../../../test/erasure-locks.js';
import { factories } from '../../../test/factories.js';
import { logLines } from '../../../test/log-lines.js';
import { createTestDatabase, type TestDatabase } from '../../../test/test-database.js';
import { runInTest } from '../../../test/test-terminal.js';
import { createApp } from '../../create-app.js';
import { parseConfig } from '../../platform/config/config.js';
import { createApiToken } from '../../sign-in/tokens/api-tokens.js';
import { erasePerson } from './erase-person.js';

const NAME = 'Zoë Ōkawa';
const SESSION_SECRET = randomBytes(32).toString('hex');

let db: TestDatabase;
let superuser: pg.Client;
let adminId: number;
let id: number;
let email: string;
let colleague: number;

beforeAll(async () => {
  db = await createTestDatabase();
  superuser = new pg.Client({ connectionString: db.superuserUrl });
  await superuser.connect();
  adminId = await factories(db.database).profile({ isAdmin: true });
});
afterAll(async () => {
  await superuser.end();
  await db.drop();
});
beforeEach(async () => {
  const make = factories(db.database);
  // A new address for each test, because an erased person's address cannot be used again.
  email = `zoe.${randomBytes(4).toString('hex')}@people.example.org`;
  [id, colleague] = [await make.profile({ name: NAME, email }), await make.profile()];
});
afterEach(() => superuser.query('DROP FUNCTION IF EXISTS fail CASCADE; DROP SEQUENCE IF EXISTS attempts'));

/** Makes the first attempts to remove the name from the colleague's title fail. A sequence is not reset by a rollback. */
const failAttempts = (count: number) =>
  superuser.query(`
    CREATE SEQUENCE attempts;
    GRANT USAGE ON SEQUENCE attempts TO PUBLIC;
    CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF nextval('attempts') <= ${count} THEN
          RAISE EXCEPTION 'no room for the title of %', OLD.title USING ERRCODE = '53100';
        END IF;
        RETURN NEW;
      END $$;
    CREATE TRIGGER fail BEFORE UPDATE OF title ON profiles FOR EACH ROW WHEN (OLD.id = ${colleague} AND OLD.title IS NOT NULL) EXECUTE FUNCTION fail()`);

/** Waits until the query returns a row. @throws Error if the work that must cause this ends first, the error of the work if it failed */
async function until(sql: string, work: Promise<unknown>): Promise<void> {
  let failure: unknown;
  work.then(
    () => (failure = new Error(`The erasure or the write ended before a row was returned: ${sql}`)),
    (error: unknown) => (failure = error),
  );
  while ((await superuser.query(sql)).rowCount === 0) {
    if (failure !== undefined) throw failure;
    await sleep(5);
  }
}

const nameInTitle = () => db.database.query('UPDATE profiles SET title = $2 WHERE id = $1', [colleague, `Deputy of ${NAME}`]);

/** Erases the person while a statement (by default one that puts the name in a title) waits until the erasure is complete. */
async function eraseWhileNamed<Result>(erase: () => Promise<Result>, write: () => Promise<unknown> = nameInTitle): Promise<Result> {
  const holder = new pg.Client({ connectionString: db.superuserUrl });
  await holder.connect();
  // When the erasure needs this row, it already blocks other writers.
  await holder.query('BEGIN');
  await holder.query('SELECT FROM profiles WHERE id = $1 FOR UPDATE', [id]);
  const erasing = erase();
  try {
    await until(`${ERASURE_LOCKS} AND mode = 'ExclusiveLock' AND granted`, erasing);
    const writing = write();
    await until(`${ERASURE_LOCKS} AND mode = 'ShareLock' AND NOT granted`, Promise.race([erasing, writing]));
    await holder.query('ROLLBACK');
    const [result] = await Promise.all([erasing, writing]);
    return result;
  } finally {
    await holder.end();
  }
}

const stored = async () =>
  (await superuser.query('SELECT p.name, c.title FROM profiles p, profiles c WHERE p.id = $1 AND c.id = $2', [id, colleague])).rows[0];

it('retries to remove the name from a text that was written during the erasure', async () => {
  await failAttempts(3);
  const left: unknown[] = [];
  await eraseWhileNamed(() => erasePerson(db.database, { profileId: id, erasedById: null, onTextsLeft: (error) => left.push(error) }));
  expect(await stored()).toEqual({ name: 'Former member', title: 'Deputy of a former member' });
  expect(left).toEqual([]);
});

it('deletes a response that was stored after waiting for the erasure, and keeps its key', async () => {
  const keep = `INSERT INTO idempotency_keys (caller, key_hash, request_hash, response)
                VALUES ('profile:${colleague}', sha256('late'), sha256('request'), convert_to('${NAME}', 'UTF8'))`;
  await eraseWhileNamed(
    () => erasePerson(db.database, { profileId: id, erasedById: null }),
    () => db.database.query(keep),
  );
  const { rows } = await superuser.query('SELECT response, request_hash IS NOT NULL AS known FROM idempotency_keys');
  expect(rows).toEqual([{ response: null, known: true }]);
});

it('logs an error without the name if every attempt fails, and still completes the erasure', async () => {
  await failAttempts(1000);
  const { logger, lines } = logLines();
  const config = parseConfig({ DATABASE_URL: db.ownerUrl, SESSION_SECRET });
  const app = await createApp({ config, database: db.database, readDatabase: db.readDatabase }, logger);
  try {
    const { token } = await createApiToken(db.database, { name: 'test', profileId: adminId });
    const request = { method: 'POST', url: `/api/profiles/${id}/erase`, payload: { confirm: email } } as const;
    const answer = await eraseWhileNamed(() => app.inject({ ...request, headers: { authorization: `Bearer ${token}` } }));
    expect(answer.statusCode).toBe(200);
  } finally {
    await app.close();
  }
  expect(await stored()).toEqual({ name: 'Former member', title: `Deputy of ${NAME}` });
  expect(lines.filter(({ level }) => level >= 50).map(({ msg }) => msg)).toEqual([
    `Person ${id} is erased, but texts that other people wrote during the erasure could not be searched (53100). ` +
      'Search for the name and replace it.',
  ]);
  expect(JSON.stringify(lines)).not.toContain('kawa');
});

it('ends the command with exit code 1 and the same message if every attempt fails', async () => {
  await failAttempts(1000);
  const environment = { DATABASE_URL: db.ownerUrl, SESSION_SECRET };
  const ended = await eraseWhileNamed(() => runInTest(environment, ['erase-person', String(id), '--yes']));
  expect(ended).toMatchObject({ code: 1, stdout: `Person ${id} was erased and is now a former member.\n` });
  expect(ended.stderr).toContain(
    `Person ${id} is erased, but texts that other people wrote during the erasure could not be searched (53100).`,
  );
});
