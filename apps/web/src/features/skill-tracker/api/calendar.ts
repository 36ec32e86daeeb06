import type { SkillCalendar } from '@skilltrace/contract';
import { viewerZone, type Period } from '#lib/time-range.ts';
import { chartQuery } from './chart-query.ts';

/** The year up to today, or to the day of `asOf`. */
export const calendarQuery = (personId: number, { asOf }: Period, projectId: number | undefined, skillId: number | undefined) =>
  chartQuery<SkillCalendar>(personId, 'calendar', { timeZone: viewerZone(), asOf, projectId, skillId });
