import type { MomentumBucket, Signal, SkillDistribution, SkillMomentum, SkillSummary } from '@skilltrace/contract';
import { hashKey, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { keysetQuery } from '#lib/api/keyset.ts';
import { request, type RequestOptions } from '#lib/api/request.ts';
import { firstBucket, type Period } from '#lib/time-range.ts';
import { viewerZone } from '#lib/zone.ts';
import type { ActivityFilter } from '../group-search.ts';

/** Whose charts they are: those of the team of a project (all that its active members did, anywhere), or everybody's. */
export type Group = { of: 'team'; projectId: number } | { of: 'organisation' };

const placeOf = (group: Group) =>
  group.of === 'team'
    ? { key: ['projects', group.projectId, 'skills'], path: `/api/projects/${group.projectId}/skills` }
    : { key: ['organization', 'skills'], path: '/api/organization/skills' };

/** One of the charts. The one before stays in sight until the next is there. */
function groupChart<Chart>(group: Group, chart: string, query: NonNullable<RequestOptions['query']>) {
  const { key, path } = placeOf(group);
  return queryOptions({
    queryKey: [...key, chart, query],
    queryFn: ({ signal }) => request<Chart>('GET', `${path}/${chart}`, { query, signal }),
    placeholderData: (before, of) =>
      of && hashKey(of.queryKey.slice(0, key.length)) === hashKey(key) ? keepPreviousData(before) : undefined,
  });
}

export const groupDistributionQuery = (group: Group, { from, to, asOf }: Period) =>
  groupChart<SkillDistribution>(group, 'distribution', { from, to, asOf });

export const groupMomentumQuery = (group: Group, period: Period, bucket: MomentumBucket) =>
  groupChart<SkillMomentum>(group, 'momentum', {
    bucket,
    timeZone: viewerZone().name,
    from: firstBucket(period),
    to: period.to,
    asOf: period.asOf,
  });

export const groupSummaryQuery = (group: Group, { asOf }: Period) => groupChart<SkillSummary>(group, 'summary', { asOf });

/** The signals, newest first: of a team those from its project, whoever emitted them. */
export function groupActivityQuery(group: Group, filter: ActivityFilter) {
  const { key, path } = placeOf(group);
  return keysetQuery<Signal>([...key, 'activity', filter], `${path}/activity`, { ...filter });
}
