import type { MomentumBucket } from '@skilltrace/contract';
import { useMemo } from 'react';
import { localDay, type Day } from './days.ts';
import { bucketFor, periodOf, type TimeParameters, type Period } from './time-range.ts';

export interface ShownTime {
  period: Period;
  bucket: MomentumBucket;
  /** The viewer's current day, regardless of `asOf`. */
  now: Day;
}

/** The range and the bucket for an address. The same objects until the address or the day changes. */
export function useShownTime({ range, from, to, asOf, bucket }: TimeParameters & { bucket?: MomentumBucket | undefined }): ShownTime {
  const today = localDay(new Date());
  const time = useMemo(() => {
    const period = periodOf({ range, from, to, asOf }, new Date());
    return { period, bucket: bucketFor(bucket, period) };
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- only another day makes a new range
  }, [range, from, to, asOf, bucket, today]);
  return { ...time, now: today };
}
