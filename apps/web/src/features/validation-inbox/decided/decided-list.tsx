import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { MadeDecision } from '@skilltrace/contract';
import { Link } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { Badge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { InfiniteList } from '#components/ui/infinite-list.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { Sentence, UserText } from '#components/ui/user-text.tsx';
import { paths } from '#config/paths.ts';
import { levelName } from '#lib/format/names-of-values.ts';
import { isolate } from '#lib/isolate.ts';
import { showStatus } from '#lib/status.ts';
import { useFocusRecovery } from '../components/use-focus-recovery.ts';
import { decisionInWords } from './decision-in-words.ts';
import { useDecisions, useRestoreLevel, type ShownDecisions } from './decisions.ts';

export interface DecidedListProps {
  show: ShownDecisions;
  /** The id of the viewer. */
  me: number;
}

/** The viewer's decisions, or the withdrawn levels that they can restore, newest first. A level that was withdrawn by mistake can be restored. */
export function DecidedList({ show, me }: DecidedListProps) {
  const decisions = useDecisions(show);
  const [restoring, setRestoring] = useState<MadeDecision>();
  const frame = useRef<HTMLDivElement>(null);
  // The button of a restored level is removed.
  useFocusRecovery(() => frame.current?.focus());
  const isEmpty = decisions.data?.pages[0]?.items.length === 0;
  return (
    <>
      <div ref={frame} tabIndex={-1} className={isEmpty ? undefined : 'list-frame bg-surface'}>
        <InfiniteList
          query={decisions}
          label={show === 'decided' ? t`Decided by you` : t`Withdrawn levels that can be restored`}
          itemKey={({ suggestionId }) => suggestionId}
          estimatedHeight={({ comment }) => (comment === null ? 57 : 80)}
          empty={show === 'decided' ? <NoDecisions /> : <NoRestorable />}
          renderItem={(decision) => (
            <Decision decision={decision} isOwn={decision.resolvedBy.id === me} onRestore={() => setRestoring(decision)} />
          )}
        />
      </div>
      {restoring && <RestoreDialog decision={restoring} onClose={() => setRestoring(undefined)} />}
    </>
  );
}

const NoDecisions = () => (
  <EmptyState title={t`No decisions yet`}>
    <Trans>Suggestions that you approve, adjust or reject are listed here, with your comments.</Trans>
  </EmptyState>
);

const NoRestorable = () => (
  <EmptyState title={t`No withdrawn levels that can be restored`}>
    <Trans>A level that was withdrawn is listed here until it is restored, or a later decision is about the skill.</Trans>
  </EmptyState>
);

interface DecisionProps {
  decision: MadeDecision;
  /** Whether the viewer made it. */
  isOwn: boolean;
  onRestore: () => void;
}

function Decision({ decision, isOwn, onRestore }: DecisionProps) {
  const { name, skillName, profileId, resolvedAt, comment, mayRestore, status, restoredAt } = decision;
  const isDecided = status !== 'REJECTED' || restoredAt !== null;
  const skill = isolate(skillName);
  const person = isolate(name);
  const reviewer = decision.resolvedBy.name;
  const decider = isolate(reviewer);
  return (
    <div className="grid gap-x-4 gap-y-1 border-b border-line px-4 py-2 in-[li:last-child]:border-b-0 sm:grid-cols-[minmax(0,1fr)_auto] sm:items-baseline">
      <p>
        <span className="font-medium">
          <UserText>{skillName}</UserText>
        </span>
        {' · '}
        <Link to={paths.profile} params={{ personId: profileId }} className="hover:underline">
          <UserText>{name}</UserText>
        </Link>
      </p>
      <p className="flex flex-wrap items-center gap-2 text-sm text-ink-muted sm:justify-end">
        <Badge tone={isDecided ? 'decided' : 'neutral'}>{decisionInWords(decision)}</Badge>
        <span>
          {!isOwn && (
            <>
              <Trans comment="Who decided a suggestion">
                by <UserText>{reviewer}</UserText>
              </Trans>
              {' · '}
            </>
          )}
          <RelativeTime at={resolvedAt} />
        </span>
        {mayRestore && (
          <Button size="sm" aria-label={t`Restore ${skill} of ${person}`} onClick={onRestore}>
            <Trans>Restore</Trans>
          </Button>
        )}
      </p>
      {comment !== null && (
        <p
          dir="auto"
          className="max-w-[72ch] border-s-2 border-line ps-3 text-sm whitespace-pre-line text-ink-muted wrap-anywhere sm:col-span-2"
        >
          <span className="sr-only">{isOwn ? <Trans>Your comment:</Trans> : <Sentence>{t`Comment of ${decider}:`}</Sentence>} </span>
          <UserText>{comment}</UserText>
        </p>
      )}
    </div>
  );
}

function RestoreDialog({ decision, onClose }: { decision: MadeDecision; onClose: () => void }) {
  const restore = useRestoreLevel();
  const skill = isolate(decision.skillName);
  const person = isolate(decision.name);
  const level = levelName(decision.resolvedProficiency ?? decision.suggestedProficiency);
  const confirm = () => {
    if (restore.isPending) return;
    restore.mutate(decision.suggestionId, {
      onSuccess: () => {
        showStatus({ text: t`${skill} of ${person} is ${level} again.`, tone: 'decided' });
        onClose();
      },
    });
  };
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={onClose}
      title={t`Restore ${skill} of ${person}?`}
      action={t`Restore`}
      isBusy={restore.isPending}
      error={restore.error}
      onConfirm={confirm}
    >
      <p>
        <Trans>
          The level {level} is confirmed again, with its former date and validator. The decision and its comment stay visible to {person},
          with a note that the level was restored. If the skill still needs re-validation, it returns to the inbox after the next nightly
          job.
        </Trans>
      </p>
    </ConfirmDialog>
  );
}
