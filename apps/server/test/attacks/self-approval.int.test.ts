import { randomBytes } from 'node:crypto';
import { Writable } from 'node:stream';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../../src/create-app.js';
import { parseConfig } from '../../src/platform/config/config.js';
import { PinoLogger } from '../../src/platform/logging/pino-logger.js';
import { createApiToken } from '../../src/sign-in/tokens/api-tokens.js';
import { factories } from '../factories.js';
import { approve, readDecided, suggest } from '../suggestions.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';

// An attacker tries to confirm their own skill by acting as another person.
const PASSWORD = 'correct horse battery';

let db: TestDatabase;
let app: NestFastifyApplication;
let make: ReturnType<typeof factories>;
let lines: { context?: string; msg: string }[] = [];
let ids: { ana: number; ben: number; eve: number };
let asAna: string;

beforeAll(async () => {
  db = await createTestDatabase();
  make = factories(db.database);
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(JSON.parse(chunk.toString()));
      done();
    },
  });
  const config = parseConfig({ DATABASE_URL: db.ownerUrl, SESSION_SECRET: randomBytes(32).toString('hex') });
  app = await createApp({ config, database: db.database, readDatabase: db.readDatabase }, new PinoLogger(pino({}, stream)));
});
afterAll(async () => {
  await app.close();
  await db.drop();
});
beforeEach(async () => {
  const admin = () => make.profile({ isAdmin: true });
  ids = { ana: await admin(), ben: await admin(), eve: await admin() };
  asAna = (await createApiToken(db.database, { name: 'ana', profileId: ids.ana, creator: { profileId: ids.ana } })).token;
  lines = [];
});

const call = (method: 'GET' | 'POST' | 'PUT', url: string, headers: Record<string, string>, payload?: object) =>
  app.inject({ method, url, headers, payload });
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const give = async (by: string, profileId: number) =>
  (await call('POST', '/api/api_tokens', bearer(by), { name: 'x', profileId })).json().token as string;
const decide = async (headers: Record<string, string>, about: number) => {
  const [id = 0] = await suggest(db.database, 1, { profileId: about });
  const shown = (await call('GET', '/api/validation_inbox', headers)).body.includes(`"id":${id},`);
  const { errors } = (await call('POST', '/api/validation_inbox/resolve', headers, { decisions: [approve(id)] })).json();
  return { shown, code: errors[0]?.code as string | undefined, ...(await readDecided(db.database, id)) };
};
const REFUSED = { shown: false, code: 'UNAUTHORIZED', status: 'PENDING', validated: null };
const DECIDED = { shown: true, code: undefined, status: 'APPROVED' };

describe('an admin with a token of another admin', () => {
  it('cannot decide their own suggestions with it, which is logged, but can decide those of others', async () => {
    const token = await give(asAna, ids.ben);
    lines = [];
    expect(await decide(bearer(token), ids.ana)).toMatchObject(REFUSED);
    expect(lines.filter(({ context }) => context === 'Security').map(({ msg }) => msg)).toEqual([
      expect.stringMatching(
        new RegExp(`^decision refused: UNAUTHORIZED suggestions \\d+ person ${ids.ben} by token \\d+ from 127\\.0\\.0\\.1$`),
      ),
    ]);
    expect(await decide(bearer(token), ids.eve)).toMatchObject(DECIDED);
    expect(await decide(bearer(token), ids.ben)).toMatchObject(REFUSED);
  });

  it('cannot confirm their own skills with an organization file', async () => {
    const token = await give(asAna, ids.ben);
    const skill = (await db.database.query<{ name: string }>('SELECT skill_name AS name FROM skills LIMIT 1'))[0]?.name;
    const emails = await db.database.query<{ email: string }>('SELECT email FROM profiles WHERE id = ANY ($1) ORDER BY id', [
      [ids.ana, ids.ben, ids.eve],
    ]);
    const employeeSkills = emails.map(({ email }) => ({
      email,
      skill,
      proficiencyLevel: 'EXPERT',
      lastValidatedAt: '2026-01-01T00:00:00Z',
    }));
    const answer = (await call('POST', '/api/directory/sync', bearer(token), { employeeSkills })).json();
    expect(answer).toMatchObject({ employeeSkills: { created: 1, rejected: 2 }, rejected: [{ index: 0 }, { index: 1 }] });
  });

  it('cannot decide suggestions of anyone in a chain of tokens', async () => {
    let token = asAna;
    for (const next of [ids.ben, ids.eve, ids.ben, ids.eve]) token = await give(token, next);
    for (const about of [ids.ana, ids.ben, ids.eve]) expect(await decide(bearer(token), about)).toMatchObject(REFUSED);
    expect(await decide(bearer(token), await make.profile())).toMatchObject(DECIDED);
  });

  it('can decide suggestions of others with a token that they created themselves', async () => {
    const own = (await createApiToken(db.database, { name: 'ben', profileId: ids.ben, creator: { profileId: ids.ben } })).token;
    expect(await decide(bearer(own), ids.ana)).toMatchObject(DECIDED);
  });

  it('cannot erase themselves with it', async () => {
    const token = await give(asAna, ids.ben);
    const [row] = await db.database.query<{ email: string }>('SELECT email FROM profiles WHERE id = $1', [ids.ana]);
    expect((await call('POST', `/api/profiles/${ids.ana}/erase`, bearer(token), { confirm: row?.email })).statusCode).toBe(409);
  });
});

it('an admin who set the password of another account cannot use it to decide their own suggestions, until its owner changes the password', async () => {
  const email = `kim-${randomBytes(4).toString('hex')}@example.org`;
  const created = await call('POST', '/api/profiles', bearer(asAna), { email, name: 'Kim Sato', isAdmin: true, password: PASSWORD });
  expect(created.statusCode).toBe(201);
  const signIn = async (password: string) => {
    const answer = await call('POST', '/api/session', {}, { email, password });
    return { cookie: String(answer.headers['set-cookie']).split(';')[0] ?? '' };
  };
  expect(await decide(await signIn(PASSWORD), ids.ana)).toMatchObject(REFUSED);
  const changed = await call('PUT', '/api/session/password', await signIn(PASSWORD), {
    currentPassword: PASSWORD,
    newPassword: 'staple over the wide river',
  });
  expect(changed.statusCode).toBe(204);
  expect(await decide(await signIn('staple over the wide river'), ids.ana)).toMatchObject(DECIDED);
});

it('the database rejects the decision even if the server does not check it', async () => {
  const { id: apiTokenId } = await createApiToken(db.database, { name: 'x', profileId: ids.ben, creator: { profileId: ids.ana } });
  const [id] = await suggest(db.database, 1, { profileId: ids.ana });
  const origin = {
    via: 'token' as const,
    profileId: ids.ben,
    apiTokenId,
    at: { address: '127.0.0.1', userAgent: undefined, requestId: 'r' },
  };
  await expect(
    db.database
      .from(origin)
      .transaction((transaction) =>
        transaction.query(
          "UPDATE suggestions SET status = 'APPROVED', resolved_at = now(), resolved_by_id = $2, resolved_proficiency = suggested_proficiency WHERE id = $1",
          [id, ids.ben],
        ),
      ),
  ).rejects.toMatchObject({ code: 'SK434' });
});
