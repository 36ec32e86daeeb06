import type { SkillCalendar } from '@skilltrace/contract';
import type { Period } from '#lib/time-range.ts';
import { viewerZone } from '#lib/zone.ts';
import { chartQuery } from './chart-query.ts';

/** The year up to today, or to the day of `asOf`. */
export const calendarQuery = (personId: number, { asOf }: Period, projectId: number | undefined, skillId: number | undefined) =>
  chartQuery<SkillCalendar>(personId, 'calendar', { timeZone: viewerZone().name, asOf, projectId, skillId });
