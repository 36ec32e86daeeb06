import type { MomentumBucket } from '@skilltrace/contract';
import { useMemo } from 'react';
import { localDay, type Day } from '#lib/days.ts';
import { bucketFor, periodOf, type Period } from '#lib/time-range.ts';
import type { TrackerSearch } from './tracker-search.ts';

export interface TrackerTime {
  period: Period;
  bucket: MomentumBucket;
  /** The viewer's day, whatever the page stands as of. */
  now: Day;
}

/** The range and the bucket that the address comes to; the same objects until the address changes, or the day. */
export function useTrackerTime({ range, from, to, asOf, bucket }: TrackerSearch): TrackerTime {
  const today = localDay(new Date());
  const time = useMemo(() => {
    const period = periodOf({ range, from, to, asOf }, new Date());
    return { period, bucket: bucketFor(bucket, period) };
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the clock counts only when it shows another day
  }, [range, from, to, asOf, bucket, today]);
  return { ...time, now: today };
}
