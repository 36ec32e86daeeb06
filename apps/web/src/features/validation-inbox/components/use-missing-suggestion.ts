import { t } from '@lingui/core/macro';
import type { ValidationInbox } from '@skilltrace/contract';
import { useEffect, useRef } from 'react';
import { isolate } from '#lib/isolate.ts';
import { showStatus } from '#lib/status.ts';
import { decidedIds } from '../outbox/outbox.ts';
import { placesOf, type PlaceParameters } from '../waiting/places.ts';
import { waitingGroups } from '../waiting/waiting-groups.ts';
import type { Current, InboxState } from './use-inbox.ts';

const NONE: ReadonlySet<number> = new Set();

const isIn = (inbox: ValidationInbox, id: number) => placesOf(waitingGroups(inbox, NONE)).some(({ suggestionId }) => suggestionId === id);

/** Shows a status when the linked or the current suggestion is gone without a decision in this tab. */
export function useMissingSuggestion(
  inbox: ValidationInbox,
  { suggestion: suggestionId }: PlaceParameters,
  { current, outbox }: InboxState,
): void {
  useEffect(() => {
    if (suggestionId === undefined || outbox.settled.has(suggestionId) || isIn(inbox, suggestionId)) return;
    showStatus({ text: t`The suggestion in this link is no longer pending, or you cannot decide it.` });
    // Only the address that the page was opened with. Later, the address follows the decisions.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  const id = current?.suggestion.id;
  const gone = current && goneInWords(current);
  const before = useRef({ id, gone });
  useEffect(() => {
    const was = before.current;
    before.current = { id, gone };
    if (was.id === undefined || was.gone === undefined || was.id === id || decidedIds(outbox).has(was.id) || isIn(inbox, was.id)) return;
    showStatus({ text: was.gone });
  }, [id, gone, inbox, outbox]);
}

function goneInWords({ suggestion, person: { name } }: Current): string {
  const skill = isolate(suggestion.skillName);
  const person = isolate(name);
  return t`${skill} for ${person} is no longer pending. Another person decided it, or you can no longer decide it.`;
}
