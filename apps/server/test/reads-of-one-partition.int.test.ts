import { afterAll, beforeAll, expect, it } from 'vitest';
import { readActivity } from '../src/analytics/read-activity.js';
import { readCalendar } from '../src/analytics/read-calendar.js';
import { readDistribution } from '../src/analytics/read-distribution.js';
import { readMomentum } from '../src/analytics/read-momentum.js';
import { readProjectsOfPerson } from '../src/analytics/read-projects-of-person.js';
import { readSummary } from '../src/analytics/read-summary.js';
import type { ReadDatabase } from '../src/platform/database/read-database.js';
import { listProgressUpdates } from '../src/progress-updates/list-progress-updates.js';
import { partitionLedgers } from '../src/signals/partitions/partition-ledgers.js';
import { factories } from './factories.js';
import { plansOf } from './plans-of.js';
import { TEMPLATE } from './template-database.js';
import { createTestDatabase, type TestDatabase } from './test-database.js';

let db: TestDatabase;
let people: number[];

beforeAll(async () => {
  db = await createTestDatabase(TEMPLATE);
  await partitionLedgers(db.ownerUrl, { parts: 8 });
  const make = factories(db.database);
  people = [await make.profile(), await make.profile(), await make.profile()];
});
afterAll(() => db.drop());

it.each<[string, (ledger: ReadDatabase, id: number) => Promise<unknown>]>([
  ['activity', (ledger, id) => readActivity(ledger, { of: 'person', id }, {})],
  ['calendar', (ledger, id) => readCalendar(ledger, { of: 'person', id }, {})],
  ['distribution', (ledger, id) => readDistribution(ledger, { of: 'person', id }, {})],
  ['momentum', (ledger, id) => readMomentum(ledger, { of: 'person', id }, { bucket: 'week' })],
  ['projects', (ledger, id) => readProjectsOfPerson(ledger, { of: 'person', id }, {})],
  ['summary', (ledger, id) => readSummary(ledger, { of: 'person', id }, {})],
  ['list of progress updates', (ledger, id) => listProgressUpdates(ledger, { profileId: id, isAdmin: true, via: 'token' }, { userId: id })],
])('the %s of a person reads one of 8 partitions', async (_, read) => {
  for (const id of people) {
    const stores = (await plansOf(db.readDatabase, (ledger) => read(ledger, id))).flatMap(({ store = '' }) =>
      /^(user_skill_signals|progress_updates)/.test(store) ? store : [],
    );
    expect([...new Set(stores)]).toEqual([expect.stringMatching(/^(user_skill_signals|progress_updates)_p[0-7]$/)]);
  }
});
