import { milliseconds } from './findings.js';
import type { Finding } from './report.js';
import { STATEMENT_LIMIT_MS, type OrganizationAtSize } from './scenarios/organization.js';

const duration = (value: number) => (value >= 1000 ? `${(value / 1000).toFixed(2)} s` : milliseconds(value));
const beforeDuration = (value: number) => (value >= STATEMENT_LIMIT_MS ? `over ${STATEMENT_LIMIT_MS / 1000} s` : duration(value));

/**
 * Where the old statement has a goal to compare with, the ratio is old to new, and its goal is the ratio of the two figures that the
 * goal names for one machine. A read without an old figure is compared with its goal in milliseconds. The row of
 * the plans counts where they read the whole ledger although a range would do.
 */
export function organizationFindings({ signals, reads, inserts }: OrganizationAtSize): Finding[] {
  const scans = reads.flatMap(({ name, scans: found }) => found.map((type) => `${name}: ${type}`));
  const ofPlans: Finding = {
    scenario: `scans of the whole ledger in the plans of ${reads.length} reads, ${signals.toLocaleString('en')} signals`,
    against: 'none',
    ratio: scans.length,
    goal: { at: 'most', value: 0 },
    detail: scans.length === 0 ? `ranges of indexes only: ${reads.map(({ name }) => name).join(', ')}` : scans.join(', '),
  };
  const ofTimes = reads.map(({ name, goal, p50, runs, beforeP50 }): Finding => {
    const figures = `p50 ${duration(p50)} (goal on two cores ${duration(goal.milliseconds)}), slowest ${duration(Math.max(...runs))}`;
    const detail = beforeP50 === undefined ? figures : `${figures}; before ${beforeDuration(beforeP50)}`;
    const scenario = `${name}, ${signals.toLocaleString('en')} signals`;
    if (goal.was === undefined || beforeP50 === undefined)
      return { scenario, against: `${goal.milliseconds} ms`, ratio: p50 / goal.milliseconds, goal: { at: 'most', value: 1 }, detail };
    return {
      scenario,
      against: 'its statement before the index by skill (times faster)',
      ratio: beforeP50 / p50,
      goal: { at: 'least', value: Number((goal.was / goal.milliseconds).toFixed(2)) },
      detail,
    };
  });
  const ofInserts: Finding = {
    scenario: `posts with six skills in one transaction, ${signals.toLocaleString('en')} signals`,
    against: 'without the later indexes of the ledger',
    ratio: inserts.without / inserts.withIndexes,
    goal: { at: 'least', value: 0.8 },
    detail: `${milliseconds(inserts.withIndexes)} a post; without ${milliseconds(inserts.without)}; medians of ${inserts.posts.toLocaleString('en')} posts in batches`,
  };
  return [...ofTimes, ofPlans, ofInserts];
}
