import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WhoKnowsQuery } from '@skilltrace/contract';
import { createLargeOrganization, isOfLedger } from '../../test/large-organization.js';
import { plansOf, type PlanNode } from '../../test/plans-of.js';
import type { TestDatabase } from '../../test/test-database.js';
import type { Caller } from '../platform/auth/caller.js';
import { readWhoKnows } from './read-who-knows.js';
import { FEW } from './who-knows/few-statement.js';
import { PEOPLE } from './who-knows/people-statement.js';

const admin: Caller = { profileId: 1, isAdmin: true, via: 'token' };

let db: TestDatabase;
let skills: number[];
let project: number;
beforeAll(async () => void ({ db, skills, project } = await createLargeOrganization()));
afterAll(() => db.drop());

/** Every read of the ledger is a range of an index, by person or by skill. */
function expectOnlyRanges(nodes: readonly PlanNode[], ...indexes: string[]) {
  const reads = nodes.filter(isOfLedger);
  expect(reads.length).toBeGreaterThan(0);
  for (const read of reads)
    expect(read).toMatchObject({ 'Node Type': 'Index Only Scan', 'Index Cond': expect.stringMatching(/^\(+(user_id|skill_id) = /) });
  expect([...new Set(reads.map((read) => read['Index Name']))].toSorted()).toEqual(
    indexes.map((index) => `user_skill_signals_${index}_idx`),
  );
}

describe('a page of who knows, with 100 million signals', () => {
  it.each<[string, () => Omit<WhoKnowsQuery, 'skillId'>]>([
    ['all of the skills', () => ({})],
    ['any of the skills', () => ({ match: 'any' })],
    ['a level', () => ({ minimumLevel: 'ADVANCED' })],
    ['recent signals', () => ({ evidenceSince: '2026-01-01T00:00:00.000Z' })],
    ['available people', () => ({ isAvailable: true })],
    ['a time in the past', () => ({ asOf: '2026-01-01T00:00:00.000Z' })],
  ])('with %s, reads the newest signals of each skill, and then only the signals of the people found', async (_, query) => {
    const nodes = await plansOf(db.readDatabase, (ledger) => readWhoKnows(ledger, ledger, admin, { skillId: skills, ...query() }));
    expectOnlyRanges(nodes, 'person', 'skill');
    const newest = nodes.filter((node) => node['Node Type'] === 'Limit' && node.Plans?.[0] && isOfLedger(node.Plans[0]));
    expect(newest.length).toBe(1);
    for (const limit of newest) expect(limit['Total Cost'] * 30).toBeLessThan(limit.Plans?.[0]?.['Total Cost'] ?? 0);
    // No other table is read as a whole, except the small ones.
    for (const node of nodes) if (node['Node Type'] === 'Seq Scan') expect(['skills', 'projects']).toContain(node['Relation Name']);
  });

  it('with a project, reads only the signals of its members', async () => {
    const nodes = await plansOf(db.readDatabase, (ledger) => readWhoKnows(ledger, ledger, admin, { skillId: skills, projectId: project }));
    expectOnlyRanges(nodes, 'person');
  });

  it('reads only the first signals of each skill to see whether few people know it', async () => {
    const nodes = await plansOf(db.readDatabase, (ledger) => ledger.query(FEW, [skills, null, null, null, 10_000]));
    expectOnlyRanges(nodes, 'skill');
    expect(nodes.filter((node) => node['Node Type'] === 'Limit' && node.Plans?.[0] && isOfLedger(node.Plans[0])).length).toBe(1);
  });

  const among = (people: readonly number[] | null, since: string | null) =>
    plansOf(db.readDatabase, (ledger) =>
      ledger.query(PEOPLE.everybody.now, [skills, null, people, admin.profileId, 2, 'ADVANCED', since, null, null, null, 51]),
    );

  it('reads the signals of three thousand candidates one by one, and not all signals of the skills', async () => {
    expectOnlyRanges(
      await among(
        Array.from({ length: 3_000 }, (_, index) => index * 297 + 1),
        null,
      ),
      'person',
    );
  });

  it('reads all signals of the skills only if the people of the newest ones do not fill the page, and from the given time on', async () => {
    expectOnlyRanges(await among(null, null), 'skill');
    const nodes = await among(null, '2026-06-01T00:00:00.000Z');
    expectOnlyRanges(nodes, 'skill');
    for (const read of nodes.filter(isOfLedger)) expect(read['Index Cond']).toContain('created_at >= ');
  });
});
