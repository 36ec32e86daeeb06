import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.js';
import { createFirstAdmin } from './first-admin.js';

let db: TestDatabase;

beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

const admins = () => db.database.query<{ email: string }>('SELECT email FROM profiles WHERE is_admin');

test('createFirstAdmin rejects a password that is easy to guess and generates one with 128 random bits if none is set', async () => {
  const make = (adminPassword?: string) => createFirstAdmin(db.database, { adminEmail: 'grace.hopper@example.org', adminPassword });
  for (const password of ['administrator', 'Grace.Hopper.1906'])
    await expect(make(password)).rejects.toThrow('ADMIN_PASSWORD is easy to guess');
  expect(await admins()).toEqual([]);

  expect(await make()).toEqual({ email: 'grace.hopper@example.org', generatedPassword: expect.stringMatching(/^[\w-]{22}$/) });
  expect(await make('administrator')).toBeUndefined();
  expect(await admins()).toHaveLength(1);
});
