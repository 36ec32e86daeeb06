import type { SkillDistribution } from '@skilltrace/contract';
import { mostFirst } from '#components/charts/distribution.ts';
import { rangeInWords } from '#components/charts/range-words.ts';
import { listInWords } from '#lib/format/list-in-words.ts';
import { plural } from '#lib/format/time.ts';
import type { Period } from '#lib/time-range.ts';

const MOST_NAMED = 3;

/** What everybody did, in words: "In the last 90 days: 1,204 signals for 38 skills, most for React, SQL and Go." */
export function organizationSentence({ items }: SkillDistribution, period: Period): string {
  const { span, period: days } = rangeInWords(period);
  const when = span === undefined ? capital(days) : period.asOf === undefined ? `In the ${span}` : capital(span);
  const signals = items.reduce((sum, item) => sum + item.signals, 0);
  if (signals === 0) return when === '' ? 'No signals yet.' : `${when}: no signals.`;
  const most = mostFirst(items)
    .slice(0, MOST_NAMED)
    .map(({ name }) => name);
  const what = `${plural(signals, 'signal')} for ${plural(items.length, 'skill')}`;
  return `${when === '' ? what : `${when}: ${what}`}${items.length > 1 ? `, most for ${listInWords(most)}` : ''}.`;
}

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);
