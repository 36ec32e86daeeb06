import { t } from '@lingui/core/macro';
import { dayInWords } from '#lib/days.ts';
import type { Period, Range } from '#lib/time-range.ts';

/** The name of a range in a list of ranges. */
export function rangeLabel(range: Range): string {
  switch (range) {
    case '30d':
      return t`Last 30 days`;
    case '90d':
      return t`Last 90 days`;
    case 'quarter':
      return t`This quarter`;
    case '26w':
      return t`Last 26 weeks`;
    case '1y':
      return t`Last 12 months`;
    case 'all':
      return t`All time`;
  }
}

/** The range as a heading: "Last 90 days", "90 days up to 3 Oct 2026", "From 1 May to 30 Jun 2026". */
export function rangeTitle({ range, firstDay, lastDay, asOf, today }: Period): string {
  if (range === 'custom') {
    const [from, to] = [dayInWords(firstDay ?? lastDay, lastDay), dayInWords(lastDay, '')];
    return t`From ${from} to ${to}`;
  }
  if (asOf === undefined) return rangeLabel(range);
  const day = dayInWords(today, '');
  switch (range) {
    case '30d':
      return t`30 days up to ${day}`;
    case '90d':
      return t`90 days up to ${day}`;
    case 'quarter':
      return t`Quarter up to ${day}`;
    case '26w':
      return t`26 weeks up to ${day}`;
    case '1y':
      return t`12 months up to ${day}`;
    case 'all':
      return t`Up to ${day}`;
  }
}

/** The range as the time phrase of a sentence: "in the last 90 days", "from 1 May to 30 Jun 2026", "so far". */
export function rangePhrase({ range, firstDay, lastDay, asOf, today }: Period): string {
  if (range === 'custom') {
    const [from, to] = [dayInWords(firstDay ?? lastDay, lastDay), dayInWords(lastDay, '')];
    return t({ message: `from ${from} to ${to}`, comment: 'At the end of a sentence: "You worked mostly with Go in the last 90 days."' });
  }
  const day = dayInWords(today, '');
  switch (range) {
    case '30d':
      return asOf === undefined
        ? t({ message: 'in the last 30 days', comment: 'At the end of a sentence: "You worked mostly with Go in the last 90 days."' })
        : t({
            message: `in the 30 days up to ${day}`,
            comment: 'At the end of a sentence: "You worked mostly with Go in the last 90 days."',
          });
    case '90d':
      return asOf === undefined
        ? t({ message: 'in the last 90 days', comment: 'At the end of a sentence: "You worked mostly with Go in the last 90 days."' })
        : t({
            message: `in the 90 days up to ${day}`,
            comment: 'At the end of a sentence: "You worked mostly with Go in the last 90 days."',
          });
    case 'quarter':
      return asOf === undefined
        ? t({ message: 'this quarter', comment: 'At the end of a sentence: "You worked mostly with Go in the last 90 days."' })
        : t({
            message: `in the quarter up to ${day}`,
            comment: 'At the end of a sentence: "You worked mostly with Go in the last 90 days."',
          });
    case '26w':
      return asOf === undefined
        ? t({ message: 'in the last 26 weeks', comment: 'At the end of a sentence: "You worked mostly with Go in the last 90 days."' })
        : t({
            message: `in the 26 weeks up to ${day}`,
            comment: 'At the end of a sentence: "You worked mostly with Go in the last 90 days."',
          });
    case '1y':
      return asOf === undefined
        ? t({ message: 'in the last 12 months', comment: 'At the end of a sentence: "You worked mostly with Go in the last 90 days."' })
        : t({
            message: `in the 12 months up to ${day}`,
            comment: 'At the end of a sentence: "You worked mostly with Go in the last 90 days."',
          });
    case 'all':
      return asOf === undefined
        ? t({ message: 'so far', comment: 'At the end of a sentence: "You worked mostly with Go in the last 90 days."' })
        : t({ message: `up to ${day}`, comment: 'At the end of a sentence: "You worked mostly with Go in the last 90 days."' });
  }
}
