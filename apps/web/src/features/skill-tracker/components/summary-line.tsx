import type { SkillDistribution, SkillMomentum, SkillSummary } from '@skilltrace/contract';
import { momentumOf } from '#components/charts/momentum.ts';
import { addDays, localDay, monthInWords } from '#lib/days.ts';
import type { Period } from '#lib/time-range.ts';
import { rangeInWords } from '#components/charts/range-words.ts';
import { Sentence } from '#components/ui/user-text.tsx';
import { isolate } from '#lib/isolate.ts';
import { summarySentence } from '../summary-sentence.ts';

// Of everything there is, what is quiet is what has had nothing for half a year.
const QUIET_DAYS = 182;

export interface SummaryLineProps {
  /** Undefined for one's own. */
  name: string | undefined;
  project: string | undefined;
  period: Period;
  distribution: SkillDistribution;
  momentum: SkillMomentum;
  summary: SkillSummary;
}

/** The figures of the page in a sentence. */
export function SummaryLine({ name, project, period, distribution, momentum, summary }: SummaryLineProps) {
  const quietBefore = period.firstDay ?? addDays(period.today, -QUIET_DAYS);
  const sentence = summarySentence({
    name,
    ...rangeInWords(period),
    isPast: period.asOf !== undefined,
    where: project && `on ${isolate(project)}`,
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
