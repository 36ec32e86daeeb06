import type { SkillsMatrixQuery } from '@skilltrace/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLargeOrganization, isOfLedger, type LargeOrganization } from '../../test/large-organization.js';
import { plansOf, type PlanNode } from '../../test/plans-of.js';
import type { Caller } from '../platform/auth/caller.js';
import type { ReadDatabase } from '../platform/database/read-database.js';
import { readDistribution } from './read-distribution.js';
import { readFreshness } from './read-freshness.js';
import { readDeclaredButNeverSignalled, readExercisedButUnvalidated, readValidatedButUnexercised } from './read-mismatch-pages.js';
import { readMomentum } from './read-momentum.js';
import { readOrganizationRisks } from './read-organization-risks.js';
import { readProjectFreshness } from './read-project-freshness.js';
import { readSkillPeople } from './read-skill-people.js';
import { readSummary } from './read-summary.js';
import { organization } from './signals-in-scope.js';
import { readSkillsMatrix } from './skills-matrix/read-skills-matrix.js';

const admin: Caller = { profileId: 1, isAdmin: true, via: 'token' };
const from = '2026-06-01T00:00:00.000Z';
/** A page that two of the three people fill. */
const limit = 1;

let large: LargeOrganization;
beforeAll(async () => void (large = await createLargeOrganization()));
afterAll(() => large.db.drop());

const nodesBelow = ({ Plans = [] }: PlanNode): PlanNode[] => Plans.flatMap((node) => [node, ...nodesBelow(node)]);
const plans = async (read: (ledger: ReadDatabase, large: LargeOrganization) => Promise<unknown>) =>
  (await plansOf(large.db.readDatabase, (ledger) => read(ledger, large))).filter(isOfLedger);

describe('a read of an organization with 100 million signals', () => {
  it.each<[string, (ledger: ReadDatabase, of: LargeOrganization) => Promise<unknown>]>([
    ['distribution in a range', (ledger) => readDistribution(ledger, organization, { from })],
    ['distribution of all time', (ledger) => readDistribution(ledger, organization, {})],
    ['summary', (ledger) => readSummary(ledger, organization, {})],
    ['momentum', (ledger) => readMomentum(ledger, organization, {})],
    ['people of a skill', (ledger, { skills }) => readSkillPeople(ledger, ledger, admin, skills[0] ?? 0, {})],
    ['skills at risk', (ledger) => readOrganizationRisks(ledger, {})],
    ['validated but not exercised', (ledger) => readValidatedButUnexercised(ledger, { limit })],
    ['exercised but not validated', (ledger) => readExercisedButUnvalidated(ledger, { limit })],
    ['declared but never signaled', (ledger) => readDeclaredButNeverSignalled(ledger, { limit })],
  ])('%s: reads only ranges of indexes of the ledger', async (_, read) => {
    const reads = await plans(read);
    expect(reads.length).toBeGreaterThan(0);
    for (const node of reads)
      expect(node).toMatchObject({
        'Node Type': expect.stringMatching(/^Index/),
        'Index Cond': expect.stringMatching(/\b(user_id|skill_id|project_id|created_at)\b/),
      });
  });

  it('people of a skill: reads the names of the people on the page only', async () => {
    const nodes = await plansOf(large.db.readDatabase, (ledger) => readSkillPeople(ledger, ledger, admin, large.skills[0] ?? 0, {}));
    const withinPage = nodes.filter((node) => node['Node Type'] === 'Limit').flatMap(nodesBelow);
    expect(withinPage.some(isOfLedger)).toBe(true);
    expect(withinPage.map((node) => node['Relation Name'])).not.toContain('profiles');
  });

  it.each([
    ['matrix', (ledger: ReadDatabase) => readSkillsMatrix(ledger, ledger, admin, { from, limit })],
    ['matrix by last signal', (ledger: ReadDatabase) => readSkillsMatrix(ledger, ledger, admin, { from, limit, sort: 'last_signal' })],
    [
      'levels without signals',
      (ledger: ReadDatabase) => readSkillsMatrix(ledger, ledger, admin, { from, limit, state: 'no_evidence', totals: false }),
    ],
    [
      'signals without levels',
      (ledger: ReadDatabase) => readSkillsMatrix(ledger, ledger, admin, { from, limit, state: 'not_validated', totals: false }),
    ],
  ] as const)('%s: reads the newest signals of each skill, and then only the signals of the people found', async (_, read) => {
    const nodes = await plansOf(large.db.readDatabase, read);
    const newest = new Set(nodes.filter((node) => node['Node Type'] === 'Limit').flatMap((node) => node.Plans ?? []));
    const reads = nodes.filter(isOfLedger);
    expect(reads.length).toBeGreaterThan(0);
    for (const node of reads)
      expect(node).toMatchObject({
        'Node Type': expect.stringMatching(/^Index/),
        'Index Cond': expect.stringMatching(newest.has(node) ? /^\(+skill_id = / : /^\(+user_id = /),
      });
  });

  // If PostgreSQL searched the Core Stack again for each level, the page would cost thousands of times as much.
  it.each([
    ['everyone', () => ({ totals: false })],
    ['a project', () => ({ projectId: [large.project] })],
    ['everyone, as of a time', () => ({ asOf: from })],
  ])('matrix of stale levels of %s: costs at most twice as much as those without signals, which also reads signals', async (_, query) => {
    const costOf = async (state: SkillsMatrixQuery['state']) => {
      const nodes = await plansOf(large.db.readDatabase, (ledger) => readSkillsMatrix(ledger, ledger, admin, { limit, state, ...query() }));
      return Math.max(...nodes.map((node) => node['Total Cost']));
    };
    expect(await costOf('stale')).toBeLessThanOrEqual(2 * (await costOf('no_evidence')));
  });

  it.each<[string, (ledger: ReadDatabase) => Promise<unknown>]>([
    ['what goes stale', (ledger) => readFreshness(ledger, {})],
    ['what goes stale by project', (ledger) => readProjectFreshness(ledger, {})],
  ])('%s: does not read the ledger', async (_, read) => {
    expect(await plans(read)).toEqual([]);
  });
});
