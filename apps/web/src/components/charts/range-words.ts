import { dayInWords } from '#lib/days.ts';
import type { Period, Range } from '#lib/time-range.ts';

export const rangeLabels: Record<Range, string> = {
  '30d': 'Last 30 days',
  '90d': 'Last 90 days',
  '26w': 'Last 26 weeks',
  '1y': 'Last year',
  all: 'All there is',
};

const lengths: Partial<Record<Period['range'], string>> = { '30d': '30 days', '90d': '90 days', '26w': '26 weeks', '1y': 'year' };

/** The range for a sentence: "last 90 days", "90 days to 3 Oct", or with the signals: "from 1 May to 30 Jun". */
export function rangeInWords({ range, firstDay, lastDay, asOf, today }: Period): { span: string | undefined; period: string } {
  const length = lengths[range];
  if (length !== undefined) return { span: asOf === undefined ? `last ${length}` : `${length} to ${dayInWords(today, '')}`, period: '' };
  if (firstDay === undefined) return { span: undefined, period: asOf === undefined ? '' : `up to ${dayInWords(today, '')}` };
  return { span: undefined, period: `from ${dayInWords(firstDay, lastDay)} to ${dayInWords(lastDay, '')}` };
}

/** For headings: "Last 90 days", "1 May to 30 Jun 2026". */
export function rangeTitle(period: Period): string {
  const { span, period: days } = rangeInWords(period);
  if (span !== undefined) return span.charAt(0).toUpperCase() + span.slice(1);
  return days === '' ? 'All there is' : days.charAt(0).toUpperCase() + days.slice(1);
}
