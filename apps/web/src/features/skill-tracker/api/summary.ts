import type { SkillSummary } from '@skilltrace/contract';
import type { Period } from '#lib/time-range.ts';
import { chartQuery } from './chart-query.ts';

/** Every skill that ever had signals. */
export const summaryQuery = (personId: number, { asOf }: Period, projectId: number | undefined) =>
  chartQuery<SkillSummary>(personId, 'summary', { asOf, projectId });
