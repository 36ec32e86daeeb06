import { plural, t } from '@lingui/core/macro';
import { dayInWords } from '#lib/days.ts';
import { inDigits } from '#lib/format/number.ts';
import type { Period } from '#lib/time-range.ts';

/** The days of a range: "May 26 to Aug 23, 2026". */
export function rangeBriefly({ firstDay, lastDay }: Period): string {
  const [from, to] = [dayInWords(firstDay ?? lastDay, lastDay), dayInWords(lastDay, '')];
  return t({ message: `${from} to ${to}`, comment: 'Two days: "Nov 3 to Nov 9"' });
}

/** "3 more", "3 fewer", "as many". */
export function differenceInWords(now: number, before: number): string {
  const difference = inDigits(Math.abs(now - before));
  if (now === before) return t({ message: 'as many', comment: 'Signals compared with an earlier period: the same number' });
  return now > before
    ? t({ message: `${difference} more`, comment: 'Signals compared with an earlier period' })
    : t({ message: `${difference} fewer`, comment: 'Signals compared with an earlier period' });
}

/** "was 31", after the number of signals. */
export function beforeInWords(before: number): string {
  const number = inDigits(before);
  return t({ message: `was ${number}`, comment: 'Signals in the earlier period, after the current number' });
}

/** Both totals of a comparison, with the days of both periods. */
export function comparisonInWords(now: number, before: number, period: Period, compared: Period): string {
  const [days, daysBefore] = [rangeBriefly(period), rangeBriefly(compared)];
  const difference = inDigits(Math.abs(now - before));
  if (now === before)
    return t`${plural(now, { one: '# signal', other: '# signals' })} from ${days}, compared with ${plural(before, { one: '# signal', other: '# signals' })} from ${daysBefore}: no difference.`;
  return now > before
    ? t`${plural(now, { one: '# signal', other: '# signals' })} from ${days}, compared with ${plural(before, { one: '# signal', other: '# signals' })} from ${daysBefore}: ${difference} more.`
    : t`${plural(now, { one: '# signal', other: '# signals' })} from ${days}, compared with ${plural(before, { one: '# signal', other: '# signals' })} from ${daysBefore}: ${difference} fewer.`;
}
