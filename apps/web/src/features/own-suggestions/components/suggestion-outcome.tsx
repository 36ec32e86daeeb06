import type { Suggestion } from '@skilltrace/contract';
import type { BadgeTone } from '#components/ui/badge.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { originInWords, outcomeInWords } from '../outcome-in-words.ts';
import { OutcomeRow } from './outcome-row.tsx';

const TONES: Record<Suggestion['status'], BadgeTone> = {
  PENDING: 'waiting',
  APPROVED: 'decided',
  ADJUSTED: 'decided',
  REJECTED: 'neutral',
};

/** A suggestion with its outcome. */
export function SuggestionOutcome({ suggestion }: { suggestion: Suggestion }) {
  const { skillName, status, createdAt, resolvedAt, resolvedBy, comment, restoredAt } = suggestion;
  return (
    <OutcomeRow
      name={skillName}
      origin={
        <>
          {originInWords(suggestion)} · <RelativeTime at={createdAt} />
        </>
      }
      outcome={outcomeInWords(suggestion)}
      tone={restoredAt === null ? TONES[status] : 'decided'}
      decidedAt={resolvedAt}
      decidedBy={resolvedBy}
      comment={comment}
    />
  );
}
