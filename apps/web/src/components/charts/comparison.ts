import type { SkillDistribution, SkillMomentum } from '@skilltrace/contract';
import { addDays, daysBetween, localDay } from '#lib/days.ts';
import type { Period } from '#lib/time-range.ts';
import { sortBySignals, type DistributionRow } from './distribution.ts';
import type { Momentum } from './momentum.ts';

// The API returns at most 1,000 buckets.
const MOST_DAYS = 1_000;

/** Whether the bars of a compared period can be drawn: they are put together from its days. */
export const hasComparedBars = ({ firstDay, lastDay }: Period): boolean =>
  firstDay !== undefined && daysBetween(firstDay, lastDay) < MOST_DAYS;

/** Adds the signals of the compared period to the rows. Skills that have signals only in that period follow at the end. */
export function withCompared(rows: readonly DistributionRow[], before: SkillDistribution): DistributionRow[] {
  const signals = new Map(before.items.map((item) => [item.skillId, item.signals]));
  const known = new Set(rows.map(({ skillId }) => skillId));
  const only = sortBySignals(before.items.filter(({ skillId }) => !known.has(skillId)));
  return [
    ...rows.map((row) => ({ ...row, before: signals.get(row.skillId) ?? 0 })),
    ...only.map(({ skillId, name, signals: count }) => ({
      skillId,
      name,
      signals: 0,
      share: 0,
      bySource: { project: 0, update: 0 },
      before: count,
    })),
  ];
}

/**
 * Adds the compared period to the bars: its days are moved to the days of the range with the same number, so each bar is compared
 * with the same number of days. Days beyond the range, after a leap day, count in the last bar.
 *
 * @param before the compared period by day
 */
export function withComparedBars(momentum: Momentum, period: Period, before: { answer: SkillMomentum; period: Period }): Momentum {
  const { days } = momentum;
  const { firstDay, lastDay } = period;
  const { firstDay: firstBefore } = before.period;
  if (firstDay === undefined || firstBefore === undefined) return momentum;
  const columns = before.answer.buckets.map((start) => {
    const moved = addDays(firstDay, daysBetween(firstBefore, localDay(new Date(start))));
    const day = moved > lastDay ? lastDay : moved;
    return Math.max(
      0,
      days.findLastIndex((first) => first <= day),
    );
  });
  const barsOf = (counts: readonly number[]) => {
    const bars = days.map(() => 0);
    for (const [index, count] of counts.entries()) bars[columns[index] ?? 0] = (bars[columns[index] ?? 0] ?? 0) + count;
    return bars;
  };
  const counted = new Map(before.answer.series.map((series) => [series.skillId, barsOf(series.counts)]));
  const known = new Set(momentum.rows.map(({ skillId }) => skillId));
  const only = before.answer.series.filter(({ skillId, counts }) => !known.has(skillId) && counts.some((count) => count > 0));
  const nothing = days.map(() => 0);
  return {
    ...momentum,
    rows: [
      ...momentum.rows.map((row) => ({ ...row, before: counted.get(row.skillId) ?? nothing })),
      ...sortBySignals(only.map((series) => ({ ...series, signals: total(series.counts) }))).map(
        ({ skillId, name, current, previous }) => ({
          skillId,
          name,
          current,
          previous,
          counts: nothing,
          before: counted.get(skillId) ?? nothing,
        }),
      ),
    ],
  };
}

export const total = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);
