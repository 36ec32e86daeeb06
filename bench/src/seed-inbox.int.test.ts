import { afterAll, beforeAll, expect, it } from 'vitest';
import { readInbox } from '@skilltrace/server/validation/read-inbox.js';
import { createTestDatabase, type TestDatabase } from '../../apps/server/test/test-database.js';
import { seedInboxes } from './seed-inbox.js';
import { growLedger, seededRandom } from './seed-ledger.js';

let testDatabase: TestDatabase;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
});
afterAll(() => testDatabase.drop());

it('seedInboxes gives each lead 5 projects, 60 people and the requested number of suggestions with evidence, some in several projects', async () => {
  const ledger = await growLedger(testDatabase.superuserUrl, 0, 40_000, seededRandom(1));
  const inboxes = await seedInboxes(testDatabase.superuserUrl, ledger, [20, 200]);
  for (const { leadId, suggestions } of inboxes) {
    const { projects } = await readInbox(testDatabase.readDatabase, { profileId: leadId, isAdmin: false, via: 'token' });
    const shown = projects.flatMap(({ employees }) => employees.flatMap((employee) => employee.suggestions));
    expect(new Set(shown.map(({ id }) => id)).size).toBe(suggestions);
    expect(shown.every(({ evidence }) => evidence.signals > 0 && evidence.recent.some(({ excerpt }) => excerpt !== null))).toBe(true);
    if (suggestions === 200) {
      expect(projects).toHaveLength(5);
      expect(new Set(projects.flatMap(({ employees }) => employees.map(({ profileId }) => profileId))).size).toBe(60);
      expect(shown.length).toBeGreaterThan(suggestions);
    }
  }
});
