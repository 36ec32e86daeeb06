import { plural } from '#lib/format/time.ts';
import { inDigits } from '#lib/format/number.ts';

/** A sparkline for who does not see it: "React by week: 41 in 26 weeks, at most 5 in one; 2 in the week that runs". */
export function sparklineWords(label: string, counts: readonly number[], unit: string): string {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const span = plural(counts.length, unit);
  if (total === 0) return `${label}: none in ${span}`;
  const most = counts.length > 1 ? `, at most ${inDigits(Math.max(...counts))} in one` : '';
  return `${label}: ${inDigits(total)} in ${span}${most}; ${inDigits(counts.at(-1) ?? 0)} in the ${unit} that runs`;
}
