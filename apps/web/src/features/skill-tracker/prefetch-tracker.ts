import type { QueryClient } from '@tanstack/react-query';
import { bucketFor, periodOf } from '#lib/time-range.ts';
import { calendarQuery } from './api/calendar.ts';
import { distributionQuery } from './api/distribution.ts';
import { momentumQuery } from './api/momentum.ts';
import { personQuery } from './api/person.ts';
import { summaryQuery } from './api/summary.ts';
import type { TrackerSearch } from './tracker-search.ts';

/** Asks for what a Skill Tracker is about to show, its sentence first, while its code is fetched and the page is being made. */
export function prefetchTracker(queryClient: QueryClient, personId: number, search: TrackerSearch): void {
  const period = periodOf(search, new Date());
  void queryClient.prefetchQuery(summaryQuery(personId, period, search.project));
  void queryClient.prefetchQuery(distributionQuery(personId, period, search.project));
  void queryClient.prefetchQuery(momentumQuery(personId, period, bucketFor(search.bucket, period), search.project));
  void queryClient.prefetchQuery(personQuery(personId));
  void queryClient.prefetchQuery(calendarQuery(personId, period, search.project, search.skill));
}
