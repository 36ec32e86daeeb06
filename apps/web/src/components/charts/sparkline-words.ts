import { plural, t } from '@lingui/core/macro';
import { inDigits } from '#lib/format/number.ts';

/** A sparkline for screen readers: "React by week: 41 in 26 weeks, at most 5 in one week, 2 in the current week". */
export function sparklineWords(label: string, counts: readonly number[]): string {
  const weeks = counts.length;
  const sum = counts.reduce((before, count) => before + count, 0);
  if (sum === 0) return t`${label}: none in ${plural(weeks, { one: '# week', other: '# weeks' })}`;
  const [total, most, current] = [inDigits(sum), inDigits(Math.max(...counts)), inDigits(counts.at(-1) ?? 0)];
  if (weeks === 1) return t`${label}: ${current} in the current week`;
  return t`${label}: ${total} in ${plural(weeks, { one: '# week', other: '# weeks' })}, at most ${most} in one week, ${current} in the current week`;
}
