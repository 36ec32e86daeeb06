import type { MomentumBucket } from '@skilltrace/contract';
import { apiPages, apiQuery, withPreviousAnswer } from '#lib/api/queries.ts';
import { firstBucket, type Period } from '#lib/time-range.ts';
import { viewerZone } from '#lib/zone.ts';
import type { ActivityFilter } from '../group-search.ts';

/** The signals that the charts count: those from one project, or all of them. */
export type Group = { of: 'team'; projectId: number } | { of: 'organization' };

export function groupDistributionQuery(group: Group, { from, to, asOf }: Period) {
  const query = { from, to, asOf };
  return withPreviousAnswer(
    group.of === 'team'
      ? apiQuery('/api/projects/{id}/skills/distribution', { path: { id: group.projectId }, query })
      : apiQuery('/api/organization/skills/distribution', { query }),
  );
}

export function groupMomentumQuery(group: Group, period: Period, bucket: MomentumBucket) {
  const query = { bucket, timeZone: viewerZone().name, from: firstBucket(period), to: period.to, asOf: period.asOf };
  return withPreviousAnswer(
    group.of === 'team'
      ? apiQuery('/api/projects/{id}/skills/momentum', { path: { id: group.projectId }, query })
      : apiQuery('/api/organization/skills/momentum', { query }),
  );
}

export function groupSummaryQuery(group: Group, { asOf }: Period) {
  const query = { asOf };
  return withPreviousAnswer(
    group.of === 'team'
      ? apiQuery('/api/projects/{id}/skills/summary', { path: { id: group.projectId }, query })
      : apiQuery('/api/organization/skills/summary', { query }),
  );
}

/** The signals, newest first. For a project: the signals from it, including those of former members. */
export const groupActivityQuery = (group: Group, filter: ActivityFilter) =>
  group.of === 'team'
    ? apiPages('/api/projects/{id}/skills/activity', { path: { id: group.projectId }, query: { ...filter } })
    : apiPages('/api/organization/skills/activity', { query: { ...filter } });
