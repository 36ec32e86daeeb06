import { plural, t } from '@lingui/core/macro';
import type { MomentumBucket } from '@skilltrace/contract';
import { inDigits } from '#lib/format/number.ts';

/** "4 in the last 7 days (was 1)". */
export function weekInWords(current: number, previous: number): string {
  if (current === 0 && previous === 0) return t`No signals in the last 14 days`;
  const [now, before] = [inDigits(current), inDigits(previous)];
  return t({ message: `${now} in the last 7 days (was ${before})`, comment: 'Signals in the last 7 days, and in the 7 days before' });
}

/** "7 days: 4 (was 1)", for phones. */
export function weekBriefly(current: number, previous: number): string {
  const [now, before] = [inDigits(current), inDigits(previous)];
  return t({ message: `7 days: ${now} (was ${before})`, comment: 'Short: signals in the last 7 days, and in the 7 days before' });
}

/** The scale of a momentum chart whose highest bar has `most` signals. */
export function scaleInWords(bucket: MomentumBucket, most: number): string {
  switch (bucket) {
    case 'day':
      return t`All rows share one scale: 0–${plural(most, { one: '# signal', other: '# signals' })} per day.`;
    case 'week':
      return t`All rows share one scale: 0–${plural(most, { one: '# signal', other: '# signals' })} per week.`;
    case 'month':
      return t`All rows share one scale: 0–${plural(most, { one: '# signal', other: '# signals' })} per month.`;
  }
}

/** Explains the lighter bar. */
export function incompleteInWords(bucket: MomentumBucket): string {
  switch (bucket) {
    case 'day':
      return t`Lighter bar: current day, incomplete.`;
    case 'week':
      return t`Lighter bar: current week, incomplete.`;
    case 'month':
      return t`Lighter bar: current month, incomplete.`;
  }
}
