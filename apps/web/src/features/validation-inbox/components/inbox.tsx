import type { ValidationInbox } from '@skilltrace/contract';
import { STALE_AFTER_DAYS } from '@skilltrace/domain/validation/staleness';
import { useQueryClient } from '@tanstack/react-query';
import { useDeferredValue, useEffect } from 'react';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Sentence } from '#components/ui/user-text.tsx';
import { validationInboxQuery } from '#lib/api/validation-inbox.ts';
import { plural } from '#lib/format/time.ts';
import { isolate } from '#lib/isolate.ts';
import { useIsWide } from '#lib/use-is-wide.ts';
import { useSteady } from '#lib/use-steady.ts';
import { decisionsUnderWay } from '../outbox/outbox.ts';
import { originInWords } from '../waiting/evidence-words.ts';
import type { AskedPlace } from '../waiting/places.ts';
import { DecisionBar } from './decision-bar.tsx';
import { PeopleList } from './people-list.tsx';
import { PersonPane } from './person-pane.tsx';
import { useInbox, type InboxState } from './use-inbox.ts';
import { useToldWhatIsGone } from './use-told-what-is-gone.ts';

export interface InboxProps {
  inbox: ValidationInbox;
  asked: AskedPlace;
  onMove: (asked: AskedPlace) => void;
}

/** The whole inbox: who waits at the left, one person at the right; on a phone one after the other. */
export function Inbox({ inbox, asked, onMove }: InboxProps) {
  const isWide = useIsWide();
  const state = useInbox({ inbox, asked, isFirstOpen: isWide, onMove });
  const { groups, current, outbox, dispatch } = state;
  useToldWhatIsGone(inbox, asked, state);
  // The next suggestion comes first; what stands around it, a frame later.
  const shownGroups = useDeferredValue(groups);
  const shownPlace = useDeferredValue(current?.place);
  const shownOutbox = useDeferredValue(outbox);
  const spoken = useDeferredValue(announcement(state));
  const undo = useSteady(state.undo);
  const bar = <DecisionBar outbox={shownOutbox} dispatch={dispatch} onUndo={undo} />;
  return (
    <>
      <p role="status" className="sr-only">
        <Sentence>{spoken}</Sentence>
      </p>
      {groups.length === 0 ? (
        <NothingLeft made={outbox.carriedOut + decisionsUnderWay(outbox).length} />
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

/** What has just happened, and what stands there now. */
function announcement({ said, current, groups }: InboxState): string {
  if (!current) return groups.length === 0 ? `${said} Nothing else waits.` : said;
  const { suggestion, person, index } = current;
  const where = `${index + 1} of ${plural(person.suggestions.length, 'suggestion')} about ${isolate(person.name)}`;
  return `${said} ${isolate(suggestion.skillName)}, ${suggestion.suggestedProficiency}, ${originInWords(suggestion)}; ${where}.`;
}

/** Everything is decided: what others may have added is asked for, once. */
function NothingLeft({ made }: { made: number }) {
  const queryClient = useQueryClient();
  useEffect(() => {
    if (made > 0) void queryClient.invalidateQueries({ queryKey: validationInboxQuery.queryKey });
  }, [made, queryClient]);
  return made > 0 ? (
    <EmptyState title="All done">{plural(made, 'decision')} made. Nothing else waits for you.</EmptyState>
  ) : (
    <EmptyState title="Nothing waits for you">
      Suggestions come when people report a skill, or when a validation of the Core Stack is older than {STALE_AFTER_DAYS} days.
    </EmptyState>
  );
}
