import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { InboxSuggestion, ProficiencyLevel } from '@skilltrace/contract';
import { useCallback, useRef, useState, type ReactNode } from 'react';
import { listInWords } from '#lib/format/list-in-words.ts';
import { levelName } from '#lib/format/names-of-values.ts';
import { inDigits } from '#lib/format/number.ts';
import { isolate } from '#lib/isolate.ts';
import { useStableCallback } from '#lib/use-stable-callback.ts';
import { CommentField } from '../comments/comment-field.tsx';
import { WithdrawSelectedDialog } from '../comments/withdraw-selected-dialog.tsx';
import { notSentInWords } from '../outbox/outbox-words.ts';
import { decisionsOf } from '../outbox/outbox.ts';
import { neighbor } from '../waiting/places.ts';
import { placeKey } from '../waiting/waiting-groups.ts';
import { ActionBar } from './action-bar.tsx';
import { LevelControl } from './level-control.tsx';
import { PersonHeading } from './person-heading.tsx';
import { SuggestionCard } from './suggestion-card.tsx';
import { SuggestionList } from './suggestion-list.tsx';
import { useFocusRecovery } from './use-focus-recovery.ts';
import { useInboxKeys } from './use-inbox-keys.ts';
import { lacksComment, type Current, type InboxState } from './use-inbox.ts';

export interface PersonPaneProps {
  inbox: InboxState;
  current: Current;
  /** The decision bar: below the buttons, or above them on a phone, where it grows without moving them. */
  bar: ReactNode;
  isWide: boolean;
}

/** One person's suggestions with their evidence, and the actions for the current one. */
export function PersonPane({ inbox, current, bar, isWide }: PersonPaneProps) {
  const { group, person, suggestion, index } = current;
  const name = isolate(person.name);
  const position = inDigits(index + 1);
  const total = inDigits(person.suggestions.length);
  const pane = useRef<HTMLElement>(null);
  const levels = useRef<HTMLDivElement>(null);
  const [chosen, setChosen] = useState<{ id: number; level: ProficiencyLevel }>();
  const level = chosen?.id === suggestion.id ? chosen.level : suggestion.suggestedProficiency;

  const toPane = useCallback(() => pane.current?.focus({ preventScroll: true }), []);
  useFocusRecovery(toPane);
  const adjust = () => {
    if (level !== suggestion.suggestedProficiency) inbox.settle(suggestion, level);
    else levels.current?.querySelector<HTMLInputElement>('input:checked')?.focus({ preventScroll: true });
  };
  const [opened, setOpened] = useState({ id: 0, isWithdrawal: false, times: 0 });
  const draft = inbox.comments.get(suggestion.id) ?? '';
  const isCommentOpen = opened.id === suggestion.id;
  const openComment = (isWithdrawal: boolean) => setOpened(({ times }) => ({ id: suggestion.id, isWithdrawal, times: times + 1 }));
  const reject = () => (lacksComment(suggestion, inbox.comments) ? openComment(true) : inbox.reject(suggestion));
  const [isWithdrawingSelected, setWithdrawingSelected] = useState(false);
  const uncommented = inbox.selected.filter((one) => lacksComment(one.suggestion, inbox.comments)).length;
  const rejectSelected = () => (uncommented > 0 ? setWithdrawingSelected(true) : inbox.rejectSelected());
  useInboxKeys(inbox, { adjust, reject, rejectSelected, comment: () => openComment(false) });

  const open = useStableCallback((id: number) => inbox.goTo({ ...current.place, suggestionId: id }));
  const toggle = useStableCallback((id: number) => inbox.toggle([id]));

  const unsent = new Map(decisionsOf(inbox.outbox.unsent).map((decided) => [decided.suggestionId, notSentInWords(decided)]));
  const selectedIds = new Set(inbox.selected.map((one) => one.suggestion.id));
  const renderItem = (one: InboxSuggestion) => (
    <SuggestionCard
      profileId={person.profileId}
      suggestion={one}
      isCurrent={one.id === suggestion.id}
      isSelected={selectedIds.has(one.id)}
      unsent={unsent.get(one.id)}
      onOpen={open}
      onToggle={toggle}
      alsoIn={listInWords((inbox.otherPlaces.get(placeKey(group.projectId, one.id)) ?? []).map(isolate))}
      comment={
        one.id === suggestion.id &&
        (isCommentOpen || draft !== '') && (
          <CommentField
            personName={person.name}
            withdraws={
              isCommentOpen && opened.isWithdrawal && one.currentProficiency !== null ? levelName(one.currentProficiency) : undefined
            }
            value={draft}
            onChange={(text) => inbox.writeComment([one.id], text)}
            onWithdraw={() => inbox.reject(one)}
            onLeave={() => {
              setOpened(({ times }) => ({ id: 0, isWithdrawal: false, times }));
              toPane();
            }}
            opened={isCommentOpen ? opened.times : 0}
          />
        )
      }
      levels={
        one.id === suggestion.id && (
          <div ref={levels} className="max-w-full">
            <LevelControl
              skillName={one.skillName}
              suggested={one.suggestedProficiency}
              value={level}
              onChange={(next) => setChosen({ id: one.id, level: next })}
              onDecide={(next) => inbox.settle(one, next)}
              onCancel={() => {
                setChosen(undefined);
                toPane();
              }}
            />
          </div>
        )
      }
    />
  );
  return (
    <section
      ref={pane}
      tabIndex={-1}
      aria-label={name}
      className="flex min-w-0 flex-col outline-none max-md:-mb-5 max-md:min-h-[calc(100dvh-3rem)]"
    >
      <div className="rounded-t border-x border-t border-line">
        <div className="sticky top-12 z-10 flex min-h-11 items-center gap-2 rounded-t border-b border-line bg-canvas px-4 py-2">
          <PersonHeading
            profileId={person.profileId}
            name={person.name}
            role={person.role}
            projectId={group.projectId}
            projectName={group.name}
          />
          <p className="shrink-0 text-sm text-ink-muted tabular-nums">
            <Trans>
              {position} of {total}
            </Trans>
          </p>
        </div>
        <SuggestionList
          key={`${group.projectId} ${person.profileId}`}
          label={t`Suggestions about ${name}`}
          suggestions={person.suggestions}
          currentIndex={index}
          renderItem={renderItem}
        />
      </div>
      <div className="sticky bottom-0 z-10 -mt-px bg-canvas max-md:mt-auto">
        {!isWide && bar}
        <ActionBar
          suggestion={suggestion}
          level={level}
          selected={inbox.selected}
          onApprove={() => inbox.approve(suggestion)}
          onReject={reject}
          onComment={() => openComment(false)}
          onApproveSelected={inbox.approveSelected}
          onRejectSelected={rejectSelected}
          onAdjust={adjust}
          onSkip={() => inbox.goTo(neighbor(inbox.places, current.place, 1))}
          onClear={inbox.clearSelection}
        />
        {isWide && bar}
      </div>
      {isWithdrawingSelected && (
        <WithdrawSelectedDialog
          count={inbox.selected.length}
          withdrawn={uncommented}
          onClose={() => setWithdrawingSelected(false)}
          onReject={inbox.rejectSelected}
        />
      )}
    </section>
  );
}
