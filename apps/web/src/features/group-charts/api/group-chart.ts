import type { MomentumBucket } from '@skilltrace/contract';
import { apiPages, apiQuery, withPreviousInSight } from '#lib/api/queries.ts';
import { firstBucket, type Period } from '#lib/time-range.ts';
import { viewerZone } from '#lib/zone.ts';
import type { ActivityFilter } from '../group-search.ts';

/** Whose charts they are: those of the team of a project (all that its active members did, anywhere), or everybody's. */
export type Group = { of: 'team'; projectId: number } | { of: 'organization' };

export function groupDistributionQuery(group: Group, { from, to, asOf }: Period) {
  const query = { from, to, asOf };
  return withPreviousInSight(
    group.of === 'team'
      ? apiQuery('/api/projects/{id}/skills/distribution', { path: { id: group.projectId }, query })
      : apiQuery('/api/organization/skills/distribution', { query }),
  );
}

export function groupMomentumQuery(group: Group, period: Period, bucket: MomentumBucket) {
  const query = { bucket, timeZone: viewerZone().name, from: firstBucket(period), to: period.to, asOf: period.asOf };
  return withPreviousInSight(
    group.of === 'team'
      ? apiQuery('/api/projects/{id}/skills/momentum', { path: { id: group.projectId }, query })
      : apiQuery('/api/organization/skills/momentum', { query }),
  );
}

export function groupSummaryQuery(group: Group, { asOf }: Period) {
  const query = { asOf };
  return withPreviousInSight(
    group.of === 'team'
      ? apiQuery('/api/projects/{id}/skills/summary', { path: { id: group.projectId }, query })
      : apiQuery('/api/organization/skills/summary', { query }),
  );
}

/** The signals, newest first: of a team those from its project, whoever emitted them. */
export const groupActivityQuery = (group: Group, filter: ActivityFilter) =>
  group.of === 'team'
    ? apiPages('/api/projects/{id}/skills/activity', { path: { id: group.projectId }, query: { ...filter } })
    : apiPages('/api/organization/skills/activity', { query: { ...filter } });
