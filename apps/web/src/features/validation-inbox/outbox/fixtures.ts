import type { ResolveSuggestionsResult } from '@skilltrace/contract';
import type { Decided, Outbox, Parcel } from './outbox.ts';
import { EMPTY_OUTBOX } from './outbox.ts';
import { stepOutbox, type OutboxEvent } from './step-outbox.ts';

/** For tests: an approval about a suggestion. */
export const approval = (suggestionId: number): Decided => ({
  suggestionId,
  action: 'APPROVE',
  skillName: `Skill ${suggestionId}`,
  personName: 'Ana Dev',
});

/** For tests: decisions by the number of their suggestions, under a key that says which. */
export const decide = (...ids: number[]): OutboxEvent => ({ type: 'decide', key: `key-${ids.join('-')}`, decisions: ids.map(approval) });

/** For tests: an answer to a parcel that carries out all but what is refused. */
export function answer({ key, decisions }: Parcel, refused: ResolveSuggestionsResult['errors'] = []): OutboxEvent {
  const processed = decisions
    .filter(({ suggestionId }) => !refused.some((error) => error.suggestionId === suggestionId))
    .map(({ suggestionId, action, skillName, personName }) => ({
      suggestionId,
      action,
      skillName,
      employeeName: personName,
      proficiencyLevel: null,
    }));
  return { type: 'answered', key, result: { success: refused.length === 0, processed, errors: refused } };
}

/** For tests: what comes of events at their times, and what was sent on the way. */
export function play(events: readonly (readonly [number, OutboxEvent])[], from: Outbox = EMPTY_OUTBOX): { outbox: Outbox; sent: Parcel[] } {
  const sent: Parcel[] = [];
  let outbox = from;
  for (const [now, event] of events) {
    const step = stepOutbox(outbox, event, now);
    outbox = step.outbox;
    sent.push(...step.toSend);
  }
  return { outbox, sent };
}

export const idsIn = (parcels: readonly Parcel[]): number[][] =>
  parcels.map(({ decisions }) => decisions.map(({ suggestionId }) => suggestionId));
