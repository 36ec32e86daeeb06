import { t } from '@lingui/core/macro';
import type { MomentumBucket, SkillMomentum } from '@skilltrace/contract';
import { dayInWords, daysBetween, localDay, monthBriefly, monthInWords, type Day } from '#lib/days.ts';
import { daysOfBucket } from '#lib/time-range.ts';
import { sortBySignals } from './distribution.ts';

export interface MomentumRow {
  skillId: number;
  name: string;
  counts: readonly number[];
  /** Signals in the last 7 days, and in the 7 days before. */
  current: number;
  previous: number;
  /** Signals in the period that the range is compared with, by the bar next to which they are drawn. */
  before?: readonly number[];
}

export interface Momentum {
  bucket: MomentumBucket;
  /** One day of each bucket, in the viewer's time zone: the first one that is in the range. */
  days: readonly Day[];
  rows: readonly MomentumRow[];
}

/**
 * The API's momentum with its buckets as the viewer's days, sorted like the distribution next to it.
 *
 * @param isTrimmed leaves out the empty buckets before the first signal
 */
export function momentumOf({ bucket, buckets, series }: SkillMomentum, isTrimmed = false): Momentum {
  const first = buckets.findIndex((_, index) => series.some(({ counts }) => (counts[index] ?? 0) > 0));
  const from = isTrimmed ? Math.max(0, first) : 0;
  const rows = series.map(({ skillId, name, counts, current, previous }) => {
    const kept = counts.slice(from);
    return { skillId, name, counts: kept, current, previous, signals: kept.reduce((sum, count) => sum + count, 0) };
  });
  return {
    bucket,
    days: buckets.slice(from).map((start) => localDay(new Date(start))),
    rows: sortBySignals(rows),
  };
}

/** Whether the day is in the bucket, so that the bucket is incomplete on that day. */
export function isIncomplete(day: Day, bucket: MomentumBucket, today: Day): boolean {
  const [first, last] = daysOfBucket(day, bucket);
  return first <= today && today <= last;
}

/** "3 Nov", "Week of 3 Nov", "November". */
export function bucketInWords(day: Day, bucket: MomentumBucket, today: Day): string {
  const [first] = daysOfBucket(day, bucket);
  if (bucket === 'month') return monthInWords(first, today);
  const firstDay = dayInWords(first, today);
  return bucket === 'week' ? t`Week of ${firstDay}` : firstDay;
}

/** The labels of a time axis: at most `most`, or one less with years, evenly spaced. `at` is the position of the bucket's beginning, from 0 to 1. */
export function axisLabels({ days, bucket }: Pick<Momentum, 'days' | 'bucket'>, most = 5): { at: number; text: string }[] {
  const first = days[0];
  if (first === undefined) return [];
  const isLong = daysBetween(first, days.at(-1) ?? first) > 300;
  const step = Math.max(1, Math.ceil(days.length / (isLong ? most - 1 : most)));
  return days.flatMap((day, index) => {
    // A label needs room to its right.
    if (index % step !== 0 || index / days.length > 0.9) return [];
    return [{ at: index / days.length, text: isLong ? monthAndYear(day) : bucket === 'month' ? monthBriefly(day) : dayInWords(day, day) }];
  });
}

function monthAndYear(day: Day): string {
  const [month, year] = [monthBriefly(day), day.slice(2, 4)];
  return t({
    message: `${month} ’${year}`,
    comment: 'A short month and the last two digits of its year, on the axis of a chart: "Jan ’26"',
  });
}
