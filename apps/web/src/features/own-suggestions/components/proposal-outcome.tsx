import { t } from '@lingui/core/macro';
import type { SkillProposal } from '@skilltrace/contract';
import type { BadgeTone } from '#components/ui/badge.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { isolate } from '#lib/isolate.ts';
import { OutcomeRow } from './outcome-row.tsx';

const TONES: Record<SkillProposal['status'], BadgeTone> = { waiting: 'waiting', accepted: 'decided', declined: 'neutral' };

/** A skill that the person suggested, with the answer. */
export function ProposalOutcome({ proposal }: { proposal: SkillProposal }) {
  const { name, reason, status, createdAt, answeredAt, answeredBy, comment } = proposal;
  return (
    <OutcomeRow
      name={name}
      origin={
        <>
          {t`You suggested this skill`} · <RelativeTime at={createdAt} />
        </>
      }
      outcome={answerInWords(proposal)}
      tone={TONES[status]}
      decidedAt={answeredAt}
      decidedBy={answeredBy}
      reason={reason}
      comment={comment}
    />
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
