import { readActivity } from '@skilltrace/server/analytics/read-activity.js';
import { readCoverage } from '@skilltrace/server/analytics/read-coverage.js';
import { readDistribution } from '@skilltrace/server/analytics/read-distribution.js';
import { readFreshness } from '@skilltrace/server/analytics/read-freshness.js';
import {
  readDeclaredButNeverSignalled,
  readExercisedButUnvalidated,
  readValidatedButUnexercised,
} from '@skilltrace/server/analytics/read-mismatch-pages.js';
import { readMomentum } from '@skilltrace/server/analytics/read-momentum.js';
import { readOrganizationRisks } from '@skilltrace/server/analytics/read-organization-risks.js';
import { readProjectFreshness } from '@skilltrace/server/analytics/read-project-freshness.js';
import { readProjectRisks } from '@skilltrace/server/analytics/read-project-risks.js';
import { readSkillPeople } from '@skilltrace/server/analytics/read-skill-people.js';
import { readSummary } from '@skilltrace/server/analytics/read-summary.js';
import { readSkillsMatrix } from '@skilltrace/server/analytics/skills-matrix/read-skills-matrix.js';
import { organization, type Scope } from '@skilltrace/server/analytics/signals-in-scope.js';
import type { ReadDatabase } from '@skilltrace/server/platform/database/read-database.js';
import { DEFAULT_BUCKETS, DEFAULT_PAGE_SIZE, MOST_BUCKETS } from '@skilltrace/domain/limits';
import { GROWING_FROM, STRONG_FROM } from '@skilltrace/domain/signals/readiness';
import { STALE_AFTER_DAYS } from '@skilltrace/domain/validation/staleness';
import {
  COVERAGE_BEFORE,
  distributionBefore,
  mismatchesBefore,
  momentumBefore,
  SKILL_PEOPLE_BEFORE,
  summaryBefore,
} from './before-the-index.js';
import type { SeededOrganizationLedger } from './seed-organization-ledger.js';

/** A read of the organization or of a large project, as the product does it now, and the statements that it sent before. */
export interface OrganizationRead {
  name: string;
  now: (ledger: ReadDatabase) => Promise<unknown>;
  /** Undefined for a read whose statement has not changed. */
  before?: { text: string; values: unknown[] }[];
  /** The p50 to reach on two cores, in milliseconds, and what it was there with the old statement, if that was measured. */
  goal: { milliseconds: number; was?: number };
}

const DAY_MS = 86_400_000;

/** The reads that the bench measures, in the order of the report. */
export function organizationReads({ largeProjectId, skillId }: SeededOrganizationLedger): OrganizationRead[] {
  const from = new Date(Date.now() - 90 * DAY_MS).toISOString();
  const admin = { profileId: 1, isAdmin: true, via: 'token' } as const;
  const project: Scope = { of: 'project', id: largeProjectId };
  const momentumOf = (id: number | null) => [id, null, null, null, 'week', 'UTC', null, DEFAULT_BUCKETS, MOST_BUCKETS];
  const ofProject = { milliseconds: 30 };
  return [
    {
      name: 'distribution of the organization, 90 days',
      now: (ledger) => readDistribution(ledger, organization, { from }),
      before: [{ text: distributionBefore.organization, values: [null, null, from, null] }],
      goal: { milliseconds: 120, was: 336 },
    },
    {
      name: 'distribution of the organization, all time',
      now: (ledger) => readDistribution(ledger, organization, {}),
      before: [{ text: distributionBefore.organization, values: [null, null, null, null] }],
      goal: { milliseconds: 1300, was: 1678 },
    },
    {
      name: 'momentum of the organization, 26 weeks',
      now: (ledger) => readMomentum(ledger, organization, {}),
      before: [{ text: momentumBefore.organization, values: momentumOf(null) }],
      goal: { milliseconds: 400, was: 590 },
    },
    {
      name: 'who knows a skill',
      now: (ledger) => readSkillPeople(ledger, ledger, admin, skillId, {}),
      before: [{ text: SKILL_PEOPLE_BEFORE, values: [skillId, null, null, null, DEFAULT_PAGE_SIZE + 1] }],
      goal: { milliseconds: 60, was: 1365 },
    },
    {
      name: 'summary of the organization',
      now: (ledger) => readSummary(ledger, organization, {}),
      before: [{ text: summaryBefore.organization, values: [null, null, GROWING_FROM, STRONG_FROM] }],
      goal: { milliseconds: 1500, was: 13_800 },
    },
    {
      name: 'first pages of the three lists of mismatches',
      now: async (ledger) => ({
        validatedButUnexercised: (await readValidatedButUnexercised(ledger, {})).items,
        exercisedButUnvalidated: (await readExercisedButUnvalidated(ledger, {})).items,
        declaredButNeverSignalled: (await readDeclaredButNeverSignalled(ledger, {})).items,
      }),
      before: [
        { text: mismatchesBefore.validatedButUnexercised, values: [null, DEFAULT_PAGE_SIZE, STALE_AFTER_DAYS] },
        { text: mismatchesBefore.exercisedButUnvalidated, values: [null, DEFAULT_PAGE_SIZE] },
        { text: mismatchesBefore.declaredButNeverSignalled, values: [null, DEFAULT_PAGE_SIZE] },
      ],
      goal: { milliseconds: 3000, was: 60_000 },
    },
    {
      name: 'distribution of a large project',
      now: (ledger) => readDistribution(ledger, project, {}),
      before: [{ text: distributionBefore.project, values: [largeProjectId, null, null, null] }],
      goal: ofProject,
    },
    {
      name: 'momentum of a large project',
      now: (ledger) => readMomentum(ledger, project, {}),
      before: [{ text: momentumBefore.project, values: momentumOf(largeProjectId) }],
      goal: ofProject,
    },
    {
      name: 'summary of a large project',
      now: (ledger) => readSummary(ledger, project, {}),
      before: [{ text: summaryBefore.project, values: [largeProjectId, null, GROWING_FROM, STRONG_FROM] }],
      goal: ofProject,
    },
    { name: 'activity of a large project', now: (ledger) => readActivity(ledger, project, {}), goal: ofProject },
    {
      name: 'coverage of a large project',
      now: (ledger) => readCoverage(ledger, ledger, admin, largeProjectId, { people: false }),
      before: [{ text: COVERAGE_BEFORE, values: [largeProjectId, null] }],
      goal: ofProject,
    },
    {
      name: 'coverage of a large project with the names of all people',
      now: (ledger) => readCoverage(ledger, ledger, admin, largeProjectId, {}),
      goal: { milliseconds: 100 },
    },
    { name: 'risks of a large project', now: (ledger) => readProjectRisks(ledger, largeProjectId, {}), goal: { milliseconds: 100 } },
    { name: 'skills at risk in the organization', now: (ledger) => readOrganizationRisks(ledger, {}), goal: { milliseconds: 100 } },
    {
      name: 'what goes stale in 90 days, first page',
      now: (ledger) => readFreshness(ledger, { days: '90' }),
      goal: { milliseconds: 500 },
    },
    { name: 'what goes stale by project', now: (ledger) => readProjectFreshness(ledger, {}), goal: { milliseconds: 500 } },
    {
      name: 'skills matrix of the organization, 100 people and 50 skills',
      now: (ledger) => readSkillsMatrix(ledger, ledger, admin, { from, limit: 100 }),
      goal: { milliseconds: 60 },
    },
    {
      name: 'skills matrix of a large project, people with a level',
      now: (ledger) => readSkillsMatrix(ledger, ledger, admin, { projectId: [largeProjectId], from, limit: 100, minimumLevel: 'NOVICE' }),
      goal: { milliseconds: 60 },
    },
    {
      name: 'skills matrix of the organization by last signal, 100 people and 50 skills',
      now: (ledger) => readSkillsMatrix(ledger, ledger, admin, { from, limit: 100, sort: 'last_signal' }),
      goal: { milliseconds: 150 },
    },
    {
      name: 'skills matrix of the organization, people with a level without signals',
      now: (ledger) => readSkillsMatrix(ledger, ledger, admin, { from, limit: 100, state: 'no_evidence', totals: false }),
      goal: { milliseconds: 150 },
    },
    {
      name: 'skills matrix of the organization, people with a stale level',
      now: (ledger) => readSkillsMatrix(ledger, ledger, admin, { from, limit: 100, state: 'stale', totals: false }),
      goal: { milliseconds: 150 },
    },
  ];
}
