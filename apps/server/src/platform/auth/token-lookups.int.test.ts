import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { factories } from '../../../test/factories.js';
import { createTestDatabase, type TestDatabase } from '../../../test/test-database.js';
import { createApiToken, revokeApiToken } from '../../sign-in/tokens/api-tokens.js';
import type { Connection } from '../database/connection.js';
import { hashSecret } from './api-token.js';
import { TokenLookups } from './token-lookups.js';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

/** Counts the statements that reach the database. */
function counting() {
  const counter = { statements: 0 };
  const connection = Object.create(db.database) as Connection;
  connection.query = (...statement) => {
    counter.statements += 1;
    return db.database.query(...statement);
  };
  return { counter, lookups: new TokenLookups(connection) };
}

async function person(isAdmin = false) {
  const profileId = await factories(db.database).profile({ isAdmin });
  const { id, token } = await createApiToken(db.database, { name: 'test', profileId });
  return { profileId, tokenId: id, hash: hashSecret(token) };
}

describe('tokens of simultaneous requests', () => {
  it('are looked up in one statement that returns the bearer of each', async () => {
    const [member, admin] = [await person(), await person(true)];
    const { counter, lookups } = counting();
    const found = await Promise.all([
      lookups.find(member.hash),
      lookups.find(hashSecret('unknown')),
      lookups.find(admin.hash),
      lookups.find(member.hash),
    ]);
    expect(found).toMatchObject([
      { profileId: member.profileId, isAdmin: false },
      undefined,
      { profileId: admin.profileId, isAdmin: true },
      { profileId: member.profileId, isAdmin: false },
    ]);
    expect(counter.statements).toBe(1);
  });

  it('are not cached, so that a revoked token is unknown at the next lookup', async () => {
    const { hash, tokenId, profileId } = await person();
    const { counter, lookups } = counting();
    expect(await lookups.find(hash)).toMatchObject({ profileId, isAdmin: false });
    await revokeApiToken(db.database, tokenId);
    expect(await lookups.find(hash)).toBeUndefined();
    expect(counter.statements).toBe(2);
  });

  it('all fail if the statement fails, and the next lookup runs a new statement', async () => {
    const { hash, profileId } = await person();
    let isAway = true;
    const connection = Object.create(db.database) as Connection;
    connection.query = (...statement) => (isAway ? Promise.reject(new Error('away')) : db.database.query(...statement));
    const lookups = new TokenLookups(connection);
    const both = await Promise.allSettled([lookups.find(hash), lookups.find(hash)]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    isAway = false;
    expect(await lookups.find(hash)).toMatchObject({ profileId, isAdmin: false });
  });
});
