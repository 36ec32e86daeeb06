import type { MomentumBucket } from '@skilltrace/contract';
import { addDays, addMonths, beginningOf, dayOf, daysBetween, firstOfMonth, localDay, mondayOf, type Day } from './days.ts';

export const RANGES = ['30d', '90d', 'quarter', '26w', '1y', 'all'] as const;
export type Range = (typeof RANGES)[number];
export const BUCKETS = ['day', 'week', 'month'] as const satisfies readonly MomentumBucket[];
export const DEFAULT_RANGE: Range = '90d';
/** What a range is compared with: the period of the same length before it, or the same days a year earlier. */
export const COMPARISONS = ['previous', 'year'] as const;
export type Comparison = (typeof COMPARISONS)[number];

/** The time range in an address. Every value may be missing or invalid. */
export interface TimeParameters {
  range?: Range | undefined;
  /** A custom range, both days included. It takes precedence over `range`. */
  from?: Day | undefined;
  to?: Day | undefined;
  /** A day, which means its end, or a moment. */
  asOf?: string | undefined;
  compare?: Comparison | undefined;
}

/** A time range in the viewer's time zone, as days for people and as moments for the API. */
export interface Period {
  range: Range | 'custom';
  /** Undefined for all time. */
  firstDay: Day | undefined;
  lastDay: Day;
  /** Moments for the API: `from` is inclusive, `to` is exclusive. Undefined means open. */
  from: string | undefined;
  to: string | undefined;
  asOf: string | undefined;
  /** The day that counts as today: the day of `asOf`, if it is set. */
  today: Day;
}

/** The complete range for an address. Ignores or corrects invalid values, and never reaches into the future. */
export function periodOf(parameters: TimeParameters, now: Date): Period {
  const asOf = asOfMoment(parameters.asOf, now);
  const today = localDay(asOf ?? now);
  const base = { asOf: asOf?.toISOString(), today };
  const custom = customDays(parameters, today);
  if (custom) {
    const [firstDay, lastDay] = custom;
    const to = lastDay < today ? beginningOf(addDays(lastDay, 1)).toISOString() : undefined;
    return { ...base, range: 'custom', firstDay, lastDay, from: beginningOf(firstDay).toISOString(), to };
  }
  const range = parameters.range ?? DEFAULT_RANGE;
  const firstDay = firstDayOf(range, today);
  return { ...base, range, firstDay, lastDay: today, from: firstDay && beginningOf(firstDay).toISOString(), to: undefined };
}

function firstDayOf(range: Range, today: Day): Day | undefined {
  switch (range) {
    case '30d':
      return addDays(today, -29);
    case '90d':
      return addDays(today, -89);
    case 'quarter':
      return firstOfQuarter(today);
    case '26w':
      return addDays(mondayOf(today), -25 * 7);
    case '1y':
      return addDays(addMonths(today, -12), 1);
    case 'all':
      return undefined;
  }
}

function firstOfQuarter(day: Day): Day {
  const month = Number(day.slice(5, 7));
  return addMonths(firstOfMonth(day), -((month - 1) % 3));
}

/** The period that a range is compared with. Undefined without a comparison, and for all time, which has no period before it. */
export function comparedPeriod(period: Period, compare: Comparison | undefined): Period | undefined {
  const { firstDay, lastDay } = period;
  if (compare === undefined || firstDay === undefined) return undefined;
  const [first, last] = comparedDays(period.range, firstDay, lastDay, compare);
  return {
    ...period,
    range: 'custom',
    firstDay: first,
    lastDay: last,
    from: beginningOf(first).toISOString(),
    to: beginningOf(addDays(last, 1)).toISOString(),
  };
}

function comparedDays(range: Period['range'], firstDay: Day, lastDay: Day, compare: Comparison): [Day, Day] {
  if (compare === 'year') return [addMonths(firstDay, -12), addMonths(lastDay, -12)];
  const length = daysBetween(firstDay, lastDay);
  if (range !== 'quarter') return [addDays(firstDay, -length - 1), addDays(firstDay, -1)];
  // As many days of the quarter before, from its beginning. That quarter can be up to two days shorter.
  const first = addMonths(firstDay, -3);
  const last = addDays(first, length);
  return [first, last < firstDay ? last : addDays(firstDay, -1)];
}

function customDays({ from, to }: TimeParameters, today: Day): [Day, Day] | undefined {
  const first = from !== undefined && from <= today ? from : undefined;
  if (first === undefined && to === undefined) return undefined;
  const last = to === undefined || to > today ? today : to;
  if (first === undefined) return to !== undefined && to <= today ? [addDays(last, -89), last] : undefined;
  return first <= last ? [first, last] : [last, first];
}

function asOfMoment(asked: string | undefined, now: Date): Date | undefined {
  if (asked === undefined) return undefined;
  const day = dayOf(asked);
  const at = day === undefined ? new Date(asked) : new Date(beginningOf(addDays(day, 1)).getTime() - 1);
  return Number.isNaN(at.getTime()) || at >= now ? undefined : at;
}

/** The buckets that make between 3 and about 115 bars of this range. */
export function bucketsFor({ firstDay, lastDay }: Pick<Period, 'firstDay' | 'lastDay'>): MomentumBucket[] {
  if (firstDay === undefined) return ['month'];
  const days = daysBetween(firstDay, lastDay) + 1;
  const fitting = BUCKETS.filter((bucket) => (bucket === 'day' ? days <= 100 : bucket === 'week' ? days >= 15 && days <= 800 : days >= 60));
  return fitting.length > 0 ? fitting : ['month'];
}

/** The requested bucket if it fits the range, otherwise the best one. */
export function bucketFor(asked: MomentumBucket | undefined, period: Pick<Period, 'firstDay' | 'lastDay'>): MomentumBucket {
  const fitting = bucketsFor(period);
  if (asked !== undefined && fitting.includes(asked)) return asked;
  const isShort = period.firstDay !== undefined && daysBetween(period.firstDay, period.lastDay) < 45;
  if (isShort && fitting.includes('day')) return 'day';
  return fitting.includes('week') ? 'week' : (fitting[0] ?? 'month');
}

// Longer than any ledger, and below the API's limit of 1,000 buckets.
const MOST_MONTHS = 480;

/** The beginning of the requested buckets. Empty buckets before the first signal are removed afterwards. */
export const firstBucket = ({ from, today }: Period): string =>
  from ?? beginningOf(addMonths(firstOfMonth(today), 1 - MOST_MONTHS)).toISOString();

/** The first and last day of the bucket that contains a day. */
export function daysOfBucket(day: Day, bucket: MomentumBucket): [first: Day, last: Day] {
  if (bucket === 'day') return [day, day];
  if (bucket === 'week') return [mondayOf(day), addDays(mondayOf(day), 6)];
  return [firstOfMonth(day), addDays(addMonths(firstOfMonth(day), 1), -1)];
}

/**
 * The moments of a bucket for the API. A bucket that is partly outside of the range is cut, because its bar counts only the part
 * inside. A bucket that is completely outside is not cut.
 */
export function momentsOfBucket(
  day: Day,
  bucket: MomentumBucket,
  period: Pick<Period, 'firstDay' | 'lastDay'>,
): { from: string; to: string } {
  const [first, last] = daysOfBucket(day, bucket);
  const cutFirst = period.firstDay !== undefined && period.firstDay > first ? period.firstDay : first;
  const cutLast = period.lastDay < last ? period.lastDay : last;
  const [from, to] = cutFirst <= cutLast ? [cutFirst, cutLast] : [first, last];
  return { from: beginningOf(from).toISOString(), to: beginningOf(addDays(to, 1)).toISOString() };
}
