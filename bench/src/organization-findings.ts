import { milliseconds } from './findings.js';
import type { Finding } from './report.js';
import { STATEMENT_LIMIT_MS, type OrganizationAtSize } from './scenarios/organization.js';

const duration = (value: number) => (value >= 1000 ? `${(value / 1000).toFixed(2)} s` : milliseconds(value));
const beforeDuration = (value: number) => (value >= STATEMENT_LIMIT_MS ? `over ${STATEMENT_LIMIT_MS / 1000} s` : duration(value));

/**
 * Where the old statement has a goal to compare with, the ratio is old to new, and its goal is the ratio of the two figures that the
 * goal names for one machine. A read without an old figure is compared with its goal in milliseconds.
 */
export function organizationFindings({ signals, reads }: OrganizationAtSize): Finding[] {
  return reads.map(({ name, goal, p50, runs, beforeP50 }) => {
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
}
