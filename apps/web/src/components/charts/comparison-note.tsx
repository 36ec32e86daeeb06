import { Trans } from '@lingui/react/macro';
import type { SkillDistribution } from '@skilltrace/contract';
import type { ViewedQuery } from '#components/ui/query-view.tsx';
import type { Period } from '#lib/time-range.ts';
import { comparisonInWords, rangeBriefly } from './comparison-words.ts';
import { total } from './comparison.ts';

const totalOf = (items: SkillDistribution['items']) => total(items.map(({ signals }) => signals));

const Outline = () => (
  <span aria-hidden="true" className="me-1.5 inline-block h-2 w-4 rounded-[2px] border border-ink-faint align-middle" />
);

const Failed = () => (
  <p role="alert" className="text-xs text-failed">
    <Trans>The period to compare with could not be loaded. Choose the comparison again.</Trans>
  </p>
);

export interface ComparisonNoteProps {
  query: Pick<ViewedQuery<SkillDistribution>, 'data' | 'isError' | 'isPlaceholderData'>;
  period: Period;
  compared: Period;
  items: SkillDistribution['items'];
}

/** Says what a distribution is compared with, and both totals. */
export function ComparisonNote({ query: { data, isError, isPlaceholderData }, period, compared, items }: ComparisonNoteProps) {
  if (data === undefined || isPlaceholderData) return isError ? <Failed /> : null;
  return (
    <p className="text-xs text-ink-muted">
      <Outline />
      {comparisonInWords(totalOf(items), totalOf(data.items), period, compared)}
    </p>
  );
}

export interface ComparedBarsNoteProps {
  compared: Period;
  /** Whether the bars of the period are drawn. */
  isDrawn: boolean;
  query: Pick<ViewedQuery<unknown>, 'data' | 'isError'>;
}

/** Says which period the outlined bars of a momentum chart are from. */
export function ComparedBarsNote({ compared, isDrawn, query }: ComparedBarsNoteProps) {
  const days = rangeBriefly(compared);
  if (isDrawn && query.data === undefined && query.isError) return <Failed />;
  return (
    <p className="mt-1 text-xs text-ink-muted">
      {isDrawn ? (
        <>
          <Outline />
          <Trans>Outlined bars: {days}, the same number of days from the beginning.</Trans>
        </>
      ) : (
        <Trans>This range is too long to draw the bars of {days}.</Trans>
      )}
    </p>
  );
}
