import type { SkillDistribution, SkillMomentum, SkillSummary } from '@skilltrace/contract';
import { momentumOf } from '#components/charts/momentum.ts';
import { addDays, localDay, monthInWords } from '#lib/days.ts';
import type { Period } from '#lib/time-range.ts';
import { rangePhrase } from '#components/charts/range-words.ts';
import { Sentence } from '#components/ui/user-text.tsx';
import { summarySentence } from '../summary-sentence.ts';

// For all time, a skill without signals for half a year has no activity.
const QUIET_DAYS = 182;

export interface SummaryLineProps {
  /** The person's name; undefined for the viewer. */
  name: string | undefined;
  project: string | undefined;
  period: Period;
  distribution: SkillDistribution;
  momentum: SkillMomentum;
  summary: SkillSummary;
}

/** The figures of the page in a few sentences. */
export function SummaryLine({ name, project, period, distribution, momentum, summary }: SummaryLineProps) {
  const quietBefore = period.firstDay ?? addDays(period.today, -QUIET_DAYS);
  const sentence = summarySentence({
    name,
    time: rangePhrase(period),
    isPast: period.asOf !== undefined,
    project,
    skills: distribution.items,
    series: momentumOf(momentum, period.firstDay === undefined).rows,
    ever: summary.items.map(({ name: skill, signals, lastSignalAt }) => {
      const last = localDay(new Date(lastSignalAt));
      return { name: skill, signals, lastMonth: monthInWords(last, period.today), isBeforeRange: last < quietBefore };
    }),
  });
  return (
    <p>
      <Sentence>{sentence}</Sentence>
    </p>
  );
}
