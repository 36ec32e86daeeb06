import { plural, t } from '@lingui/core/macro';
import type { MomentumBucket, SkillDistribution } from '@skilltrace/contract';
import type { Day } from '#lib/days.ts';
import type { Period } from '#lib/time-range.ts';
import { bucketInWords } from './momentum.ts';
import { rangePhrase } from './range-words.ts';
import type { Source } from './source-mark.ts';

export interface ListedSignals {
  /** The signals in the list, or those that are loaded so far. Undefined while the first ones are loading. */
  count: number | undefined;
  hasMore: boolean;
  period: Period;
  /** The day, week or month whose signals are listed, instead of those of the whole range. */
  bucket: { on: Day; span: MomentumBucket } | undefined;
  /** The other filters: the names of the skill and of the source. */
  filters: readonly string[];
}

/** The heading of a list of signals: "31 signals in the last 90 days · React", "3 signals · Week of Nov 3 · React". */
export function listedSignals({ count, hasMore, period, bucket, filters }: ListedSignals): string {
  if (count === undefined) return t`Signals`;
  return [...beginning(count, hasMore, period, bucket), ...filters].join(' · ');
}

function beginning(count: number, hasMore: boolean, period: Period, bucket: ListedSignals['bucket']): string[] {
  if (bucket !== undefined)
    return [
      hasMore
        ? plural(count, { one: 'More than # signal', other: 'More than # signals' })
        : plural(count, { one: '# signal', other: '# signals' }),
      bucketInWords(bucket.on, bucket.span, period.today),
    ];
  const when = rangePhrase(period);
  return [
    hasMore
      ? t`More than ${plural(count, { one: '# signal', other: '# signals' })} ${when}`
      : t`${plural(count, { one: '# signal', other: '# signals' })} ${when}`,
  ];
}

/** The signals of a distribution for one skill and source, or for all of them. Undefined while the distribution is not loaded. */
export function signalsIn(
  items: SkillDistribution['items'] | undefined,
  { skill, source }: { skill?: number | undefined; source?: Source | undefined },
): number | undefined {
  return items
    ?.filter(({ skillId }) => skill === undefined || skillId === skill)
    .reduce((sum, { signals, bySource }) => sum + (source === undefined ? signals : bySource[source]), 0);
}
