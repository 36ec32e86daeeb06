import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { SkillProposal } from '@skilltrace/contract';
import { Badge, type BadgeTone } from '#components/ui/badge.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { UserText } from '#components/ui/user-text.tsx';
import { isolate } from '#lib/isolate.ts';

const TONES: Record<SkillProposal['status'], BadgeTone> = { waiting: 'waiting', accepted: 'decided', declined: 'neutral' };

/** A skill that the person suggested, with the answer, the admin, the time and the comment. */
export function ProposalOutcome({ proposal }: { proposal: SkillProposal }) {
  const { name, reason, status, createdAt, answeredAt, answeredBy, comment } = proposal;
  const reviewer = answeredBy?.name ?? '';
  return (
    <div className="grid gap-x-4 gap-y-0.5 border-b border-line py-2 sm:grid-cols-[minmax(0,1fr)_auto] sm:items-baseline">
      <p>
        <span className="font-medium break-words">
          <UserText>{name}</UserText>
        </span>{' '}
        <span className="text-sm text-ink-muted">
          <RelativeTime at={createdAt} />
        </span>
      </p>
      <p className="flex flex-wrap items-baseline gap-x-2 text-sm text-ink-muted sm:justify-end">
        <Badge tone={TONES[status]}>{answerInWords(proposal)}</Badge>
        {answeredAt !== null && (
          <span>
            <Trans comment="Who decided a suggestion">
              by <UserText>{reviewer}</UserText>
            </Trans>
            {' · '}
            <RelativeTime at={answeredAt} />
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

function answerInWords({ status, name, skill }: SkillProposal): string {
  const skillName = isolate(skill?.name ?? '');
  switch (status) {
    case 'waiting':
      return t`Waiting for an admin`;
    case 'accepted':
      return skill === null || skill.name === name ? t`Added to the taxonomy` : t`Assigned to ${skillName}`;
    case 'declined':
      return t`Not added`;
  }
}
