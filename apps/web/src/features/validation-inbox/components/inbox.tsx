import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { ValidationInbox } from '@skilltrace/contract';
import { STALE_AFTER_DAYS } from '@skilltrace/domain/validation/staleness';
import { useQueryClient } from '@tanstack/react-query';
import { useDeferredValue, useEffect } from 'react';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Sentence } from '#components/ui/user-text.tsx';
import { validationInboxQuery } from '#lib/api/validation-inbox.ts';
import { inDigits } from '#lib/format/number.ts';
import { isolate } from '#lib/isolate.ts';
import { levelName } from '#lib/format/names-of-values.ts';
import { useIsWide } from '#lib/use-is-wide.ts';
import { useStableCallback } from '#lib/use-stable-callback.ts';
import { decisionsUnderWay } from '../outbox/outbox.ts';
import { originInWords } from '../waiting/evidence-words.ts';
import type { PlaceParameters } from '../waiting/places.ts';
import { DecisionBar } from './decision-bar.tsx';
import { PeopleList } from './people-list.tsx';
import { PersonPane } from './person-pane.tsx';
import { useInbox, type Current, type InboxState } from './use-inbox.ts';
import { useMissingSuggestion } from './use-missing-suggestion.ts';

export interface InboxProps {
  inbox: ValidationInbox;
  parameters: PlaceParameters;
  onMove: (parameters: PlaceParameters) => void;
}

/** The whole inbox: the people on the left and one person on the right. A phone shows one of the two. */
export function Inbox({ inbox, parameters, onMove }: InboxProps) {
  const isWide = useIsWide();
  const state = useInbox({ inbox, parameters, isFirstOpen: isWide, onMove });
  const { groups, current, outbox, dispatch } = state;
  useMissingSuggestion(inbox, parameters, state);
  // Renders the next suggestion first, and everything around it a frame later.
  const shownGroups = useDeferredValue(groups);
  const shownPlace = useDeferredValue(current?.place);
  const shownOutbox = useDeferredValue(outbox);
  const spoken = useDeferredValue(announcement(state));
  const undo = useStableCallback(state.undo);
  const bar = <DecisionBar outbox={shownOutbox} dispatch={dispatch} onUndo={undo} />;
  return (
    <>
      <p role="status" className="sr-only">
        <Sentence>{spoken}</Sentence>
      </p>
      {groups.length === 0 ? (
        <NothingLeft made={outbox.savedCount + decisionsUnderWay(outbox).length} />
      ) : (
        <div className="grid items-start gap-4 md:grid-cols-[240px_minmax(0,1fr)] lg:grid-cols-[280px_minmax(0,1fr)]">
          {(isWide || !current) && (
            <div className="md:sticky md:top-16">
              <PeopleList groups={shownGroups} at={shownPlace} />
            </div>
          )}
          {current && <PersonPane inbox={state} current={current} bar={bar} isWide={isWide} />}
        </div>
      )}
      {!current && <div className="sticky bottom-0">{bar}</div>}
    </>
  );
}

/** The last action and the current suggestion, for screen readers. */
function announcement({ lastAction, current, groups }: InboxState): string {
  if (!current) return groups.length === 0 ? [lastAction, t`No more pending suggestions.`].join(' ') : lastAction;
  return [lastAction, positionInWords(current)].join(' ');
}

function positionInWords({ suggestion, person: { name, suggestions }, index }: Current): string {
  const skill = isolate(suggestion.skillName);
  const level = levelName(suggestion.suggestedProficiency);
  const origin = originInWords(suggestion);
  const person = isolate(name);
  const position = inDigits(index + 1);
  const total = suggestions.length;
  return t`${skill}, ${level}, ${origin}; ${position} of ${plural(total, { one: '# suggestion', other: '# suggestions' })} about ${person}.`;
}

/** All suggestions are decided. Loads the inbox once more, because new ones may have been added. */
function NothingLeft({ made }: { made: number }) {
  const queryClient = useQueryClient();
  useEffect(() => {
    if (made > 0) void queryClient.invalidateQueries({ queryKey: validationInboxQuery.queryKey });
  }, [made, queryClient]);
  return made > 0 ? (
    <EmptyState title={t`All done`}>
      {plural(made, {
        one: 'You made # decision. There are no more pending suggestions.',
        other: 'You made # decisions. There are no more pending suggestions.',
      })}
    </EmptyState>
  ) : (
    <EmptyState title={t`No pending suggestions`}>
      <Trans>
        A suggestion appears here when a person reports a skill, or when a validation in a Core Stack is older than {STALE_AFTER_DAYS} days.
      </Trans>
    </EmptyState>
  );
}
