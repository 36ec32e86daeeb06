import { apiQuery, withPreviousAnswer } from '#lib/api/queries.ts';
import type { Period } from '#lib/time-range.ts';
import { viewerZone } from '#lib/zone.ts';

/** The year up to today, or up to the day of `asOf`. */
export const calendarQuery = (personId: number, { asOf }: Period, projectId: number | undefined, skillId: number | undefined) =>
  withPreviousAnswer(
    apiQuery('/api/users/{id}/skills/calendar', {
      path: { id: personId },
      query: { timeZone: viewerZone().name, asOf, projectId, skillId },
    }),
  );
