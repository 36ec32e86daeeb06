import { plural, t } from '@lingui/core/macro';
import type { SkillDistribution } from '@skilltrace/contract';
import { sortBySignals } from '#components/charts/distribution.ts';
import { rangeTitle } from '#components/charts/range-words.ts';
import { listInWords } from '#lib/format/list-in-words.ts';
import type { Period } from '#lib/time-range.ts';

const MOST_NAMED = 3;

/** The activity of the organization in words: "Last 90 days: 1,204 signals for 38 skills, most for React, SQL and Go." */
export function organizationSentence({ items }: SkillDistribution, period: Period): string {
  const signals = items.reduce((sum, item) => sum + item.signals, 0);
  const most = sortBySignals(items)
    .slice(0, MOST_NAMED)
    .map(({ name }) => name);
  const skills = listInWords(most);
  const { length: skillCount } = items;
  const isEverything = period.firstDay === undefined && period.asOf === undefined;
  if (isEverything) {
    if (signals === 0) return t`No signals yet.`;
    return skillCount === 1
      ? t`${plural(signals, { one: '# signal', other: '# signals' })} for ${skills}.`
      : t`${plural(signals, { one: '# signal', other: '# signals' })} for ${plural(skillCount, { one: '# skill', other: '# skills' })}, most for ${skills}.`;
  }
  const range = rangeTitle(period);
  if (signals === 0) return t`${range}: no signals.`;
  return skillCount === 1
    ? t`${range}: ${plural(signals, { one: '# signal', other: '# signals' })} for ${skills}.`
    : t`${range}: ${plural(signals, { one: '# signal', other: '# signals' })} for ${plural(skillCount, { one: '# skill', other: '# skills' })}, most for ${skills}.`;
}
