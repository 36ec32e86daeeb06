import { afterAll, beforeAll, expect, test } from 'vitest';
import { factories } from '../../test/factories.js';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.js';
import { readInbox } from './read-inbox.js';

let db: TestDatabase;
let make: ReturnType<typeof factories>;
beforeAll(async () => {
  db = await createTestDatabase();
  make = factories(db.database);
});
afterAll(() => db.drop());

test('is empty, not missing, where there is nothing to decide', async () => {
  const profileId = await make.profile();
  for (const isAdmin of [false, true])
    expect(await readInbox(db.database, { profileId, isAdmin, via: 'token' })).toEqual({ projects: [], unassigned: [] });
});
