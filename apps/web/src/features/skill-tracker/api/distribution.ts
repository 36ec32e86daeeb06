import type { SkillDistribution } from '@skilltrace/contract';
import type { Period } from '#lib/time-range.ts';
import { chartQuery } from './chart-query.ts';

export const distributionQuery = (personId: number, { from, to, asOf }: Period, projectId: number | undefined) =>
  chartQuery<SkillDistribution>(personId, 'distribution', { from, to, asOf, projectId });
