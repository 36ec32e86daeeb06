import type { MomentumBucket, Signal, SkillDistribution, SkillMomentum, SkillSummary } from '@skilltrace/contract';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { keysetQuery } from '#lib/api/keyset.ts';
import { request, type RequestOptions } from '#lib/api/request.ts';
import { firstBucket, viewerZone, type Period } from '#lib/time-range.ts';
import type { ActivityFilter } from '../team-search.ts';

/** One of the team's charts: all that its active members did, anywhere. The one before stays in sight until the next is there. */
const teamChart = <Chart>(projectId: number, chart: string, query: NonNullable<RequestOptions['query']>) =>
  queryOptions({
    queryKey: ['projects', projectId, 'skills', chart, query],
    queryFn: ({ signal }) => request<Chart>('GET', `/api/projects/${projectId}/skills/${chart}`, { query, signal }),
    placeholderData: (before, of) => (of?.queryKey[1] === projectId ? keepPreviousData(before) : undefined),
  });

export const teamDistributionQuery = (projectId: number, { from, to }: Period) =>
  teamChart<SkillDistribution>(projectId, 'distribution', { from, to });

export const teamMomentumQuery = (projectId: number, period: Period, bucket: MomentumBucket) =>
  teamChart<SkillMomentum>(projectId, 'momentum', { bucket, timeZone: viewerZone(), from: firstBucket(period), to: period.to });

export const teamSummaryQuery = (projectId: number) => teamChart<SkillSummary>(projectId, 'summary', {});

/** The signals from this project, whoever emitted them. */
export const projectActivityQuery = (projectId: number, filter: ActivityFilter) =>
  keysetQuery<Signal>(['projects', projectId, 'skills', 'activity', filter], `/api/projects/${projectId}/skills/activity`, { ...filter });
