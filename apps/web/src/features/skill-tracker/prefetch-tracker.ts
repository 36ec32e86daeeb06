import type { QueryClient } from '@tanstack/react-query';
import { hasComparedBars } from '#components/charts/comparison.ts';
import { bucketFor, comparedPeriod, periodOf } from '#lib/time-range.ts';
import { calendarQuery } from './api/calendar.ts';
import { distributionQuery } from './api/distribution.ts';
import { momentumQuery } from './api/momentum.ts';
import { profileQuery } from '#lib/api/profile.ts';
import { summaryQuery } from './api/summary.ts';
import { timelineQuery } from './api/timeline.ts';
import type { TrackerSearch } from './tracker-search.ts';

/** Requests the data of a Skill Tracker, summary first, while its code loads. */
export function prefetchTracker(queryClient: QueryClient, personId: number, search: TrackerSearch): Promise<unknown> {
  const period = periodOf(search, new Date());
  const compared = comparedPeriod(period, search.compare);
  return Promise.all([
    queryClient.prefetchQuery(summaryQuery(personId, period, search.project)),
    queryClient.prefetchQuery(distributionQuery(personId, period, search.project)),
    queryClient.prefetchQuery(momentumQuery(personId, period, bucketFor(search.bucket, period), search.project)),
    queryClient.prefetchQuery(profileQuery(personId)),
    queryClient.prefetchQuery(calendarQuery(personId, period, search.project, search.skill)),
    queryClient.prefetchInfiniteQuery(timelineQuery(personId, period, search.project, search.skill)),
    compared && queryClient.prefetchQuery(distributionQuery(personId, compared, search.project)),
    compared && hasComparedBars(compared) && queryClient.prefetchQuery(momentumQuery(personId, compared, 'day', search.project)),
  ]);
}
