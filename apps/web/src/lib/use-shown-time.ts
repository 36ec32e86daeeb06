import type { MomentumBucket } from '@skilltrace/contract';
import { useMemo } from 'react';
import { localDay, type Day } from './days.ts';
import { bucketFor, periodOf, type AskedTime, type Period } from './time-range.ts';

export interface ShownTime {
  period: Period;
  bucket: MomentumBucket;
  /** The viewer's day, whatever the page stands as of. */
  now: Day;
}

/** The range and the bucket that the address comes to; the same objects until the address changes, or the day. */
export function useShownTime({ range, from, to, asOf, bucket }: AskedTime & { bucket?: MomentumBucket | undefined }): ShownTime {
  const today = localDay(new Date());
  const time = useMemo(() => {
    const period = periodOf({ range, from, to, asOf }, new Date());
    return { period, bucket: bucketFor(bucket, period) };
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the clock counts only when it shows another day
  }, [range, from, to, asOf, bucket, today]);
  return { ...time, now: today };
}
