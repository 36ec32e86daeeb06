import type { MomentumBucket, SkillMomentum } from '@skilltrace/contract';
import { dayInWords, daysBetween, localDay, monthBriefly, monthInWords, type Day } from '#lib/days.ts';
import { daysOfBucket } from '#lib/time-range.ts';
import { inDigits } from '#lib/format/number.ts';
import { mostFirst } from './distribution.ts';

export interface MomentumRow {
  skillId: number;
  name: string;
  counts: readonly number[];
  /** Signals of the last 7 days, and of the 7 before. */
  current: number;
  previous: number;
}

export interface Momentum {
  bucket: MomentumBucket;
  /** Any day of each bucket, in the viewer's zone; its first, unless the range begins later. */
  days: readonly Day[];
  rows: readonly MomentumRow[];
}

/**
 * The API's momentum with its buckets as the viewer's days, most signals first as in a distribution beside it.
 *
 * @param isTrimmed leaves out the empty buckets before the first signal of anything
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
    rows: mostFirst(rows),
  };
}

/** Whether the bucket still grows on that day. */
export function isRunning(day: Day, bucket: MomentumBucket, today: Day): boolean {
  const [first, last] = daysOfBucket(day, bucket);
  return first <= today && today <= last;
}

/** "3 Nov", "week of 3 Nov", "November". */
export function bucketInWords(day: Day, bucket: MomentumBucket, today: Day): string {
  const [first] = daysOfBucket(day, bucket);
  if (bucket === 'month') return monthInWords(first, today);
  return bucket === 'week' ? `week of ${dayInWords(first, today)}` : dayInWords(first, today);
}

/** "↑ 4 vs 1 last week": two spans of seven days, in words that need no arrow. */
export function weekInWords(current: number, previous: number): string {
  if (current === 0 && previous === 0) return 'none in two weeks';
  if (current === previous) return `= ${inDigits(current)} as last week`;
  return `${current > previous ? '↑' : '↓'} ${inDigits(current)} vs ${inDigits(previous)} last week`;
}

/** Where an axis of days is labeled: at most `most` places, fewer where they carry a year, evenly apart, as positions from 0 to 1 of the bucket's beginning. */
export function axisLabels({ days, bucket }: Pick<Momentum, 'days' | 'bucket'>, most = 5): { at: number; text: string }[] {
  const first = days[0];
  if (first === undefined) return [];
  const isLong = daysBetween(first, days.at(-1) ?? first) > 300;
  const step = Math.max(1, Math.ceil(days.length / (isLong ? most - 1 : most)));
  return days.flatMap((day, index) => {
    // A label needs room to its right.
    if (index % step !== 0 || index / days.length > 0.9) return [];
    const year = isLong ? ` ’${day.slice(2, 4)}` : '';
    const text = bucket === 'month' || isLong ? `${monthBriefly(day)}${year}` : dayInWords(day, day);
    return [{ at: index / days.length, text }];
  });
}
