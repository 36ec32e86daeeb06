import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Badge, type BadgeTone } from '#components/ui/badge.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { UserText } from '#components/ui/user-text.tsx';

interface OutcomeRowProps {
  name: string;
  /** When it was sent, and how. */
  origin: ReactNode;
  outcome: string;
  tone: BadgeTone;
  /** Null while it waits. */
  decidedAt: string | null;
  decidedBy: { name: string } | null;
  /** The words of the person who sent it. */
  reason?: string | null;
  /** The words of the person who decided. */
  comment: string | null;
}

/** What a person sent, with its outcome, the person who decided, the time and the comment. */
export function OutcomeRow({ name, origin, outcome, tone, decidedAt, decidedBy, reason = null, comment }: OutcomeRowProps) {
  const reviewer = decidedBy?.name ?? '';
  return (
    <div className="grid gap-x-4 gap-y-0.5 border-b border-line py-2 sm:grid-cols-[minmax(0,1fr)_auto] sm:items-baseline">
      <p>
        <span className="font-medium">
          <UserText>{name}</UserText>
        </span>{' '}
        <span className="text-sm text-ink-muted">{origin}</span>
      </p>
      <p className="flex flex-wrap items-baseline gap-x-2 text-sm text-ink-muted sm:justify-end">
        <Badge tone={tone}>{outcome}</Badge>
        {decidedAt !== null && (
          <span>
            {decidedBy && (
              <>
                <Trans comment="Who decided a suggestion">
                  by <UserText>{reviewer}</UserText>
                </Trans>
                {' · '}
              </>
            )}
            <RelativeTime at={decidedAt} />
          </span>
        )}
      </p>
      {reason !== null && (
        <p dir="auto" className="max-w-[72ch] text-sm whitespace-pre-line text-ink-muted wrap-anywhere sm:col-span-2">
          <UserText>{reason}</UserText>
        </p>
      )}
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
