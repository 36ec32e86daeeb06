import type { ValidationInbox } from '@skilltrace/contract';
import { useEffect, useRef } from 'react';
import { isolate } from '#lib/isolate.ts';
import { showStatus } from '#lib/status.ts';
import { decidedIds } from '../outbox/outbox.ts';
import { placesOf, type AskedPlace } from '../waiting/places.ts';
import { waitingGroups } from '../waiting/waiting-groups.ts';
import type { InboxState } from './use-inbox.ts';

const NONE: ReadonlySet<number> = new Set();

const isIn = (inbox: ValidationInbox, id: number) => placesOf(waitingGroups(inbox, NONE)).some(({ suggestionId }) => suggestionId === id);

/** Says so where a suggestion is not there any more though nobody decided it here: asked for by the address, or under one's eyes. */
export function useToldWhatIsGone(inbox: ValidationInbox, { suggestion: asked }: AskedPlace, { current, outbox }: InboxState): void {
  useEffect(() => {
    if (asked === undefined || outbox.settled.has(asked) || isIn(inbox, asked)) return;
    showStatus({ text: 'The suggestion of this address does not wait any more: it was decided, or is not yours.' });
    // Only what was asked for when the page was opened: later the address follows what is decided.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  const id = current?.suggestion.id;
  const name = current && `${isolate(current.suggestion.skillName)} for ${isolate(current.person.name)}`;
  const before = useRef({ id, name });
  useEffect(() => {
    const was = before.current;
    before.current = { id, name };
    if (was.id === undefined || was.id === id || decidedIds(outbox).has(was.id) || isIn(inbox, was.id)) return;
    showStatus({ text: `${was.name} does not wait any more: somebody else decided it, or it is not yours now.` });
  }, [id, name, inbox, outbox]);
}
