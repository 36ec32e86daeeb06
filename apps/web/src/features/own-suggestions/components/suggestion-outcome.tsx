import { Trans } from '@lingui/react/macro';
import type { Suggestion } from '@skilltrace/contract';
import { Badge, type BadgeTone } from '#components/ui/badge.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { UserText } from '#components/ui/user-text.tsx';
import { originInWords, outcomeInWords } from '../outcome-in-words.ts';

const TONES: Record<Suggestion['status'], BadgeTone> = {
  PENDING: 'waiting',
  APPROVED: 'decided',
  ADJUSTED: 'decided',
  REJECTED: 'neutral',
};

/** A suggestion with its outcome, the person who decided, the time and the comment. */
export function SuggestionOutcome({ suggestion }: { suggestion: Suggestion }) {
  const { skillName, status, createdAt, resolvedAt, resolvedBy, comment, restoredAt } = suggestion;
  const reviewer = resolvedBy?.name ?? '';
  return (
    <div className="grid gap-x-4 gap-y-0.5 border-b border-line py-2 sm:grid-cols-[minmax(0,1fr)_auto] sm:items-baseline">
      <p>
        <span className="font-medium">
          <UserText>{skillName}</UserText>
        </span>{' '}
        <span className="text-sm text-ink-muted">
          {originInWords(suggestion)} · <RelativeTime at={createdAt} />
        </span>
      </p>
      <p className="flex flex-wrap items-baseline gap-x-2 text-sm text-ink-muted sm:justify-end">
        <Badge tone={restoredAt === null ? TONES[status] : 'decided'}>{outcomeInWords(suggestion)}</Badge>
        {resolvedAt !== null && (
          <span>
            {resolvedBy && (
              <>
                <Trans comment="Who decided a suggestion">
                  by <UserText>{reviewer}</UserText>
                </Trans>
                {' · '}
              </>
            )}
            <RelativeTime at={resolvedAt} />
          </span>
        )}
      </p>
      {comment !== null && (
        <p dir="auto" className="max-w-[72ch] border-s-2 border-line ps-3 text-sm whitespace-pre-line text-ink wrap-anywhere sm:col-span-2">
          <span className="sr-only">
            <Trans comment="Before the words of the person who decided">Comment:</Trans>{' '}
          </span>
          <UserText>{comment}</UserText>
        </p>
      )}
    </div>
  );
}
