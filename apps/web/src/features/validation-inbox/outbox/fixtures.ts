import type { ResolveSuggestionsResult } from '@skilltrace/contract';
import type { Decided, Outbox, Parcel } from './outbox.ts';
import { EMPTY_OUTBOX } from './outbox.ts';
import { stepOutbox, type OutboxEvent } from './step-outbox.ts';

/** For tests: the approval of a suggestion. */
export const approval = (suggestionId: number): Decided => ({
  suggestionId,
  action: 'APPROVE',
  skillName: `Skill ${suggestionId}`,
  personName: 'Ana Dev',
});

/** For tests: decisions about these suggestions, with a key that contains their ids. */
export const decide = (...ids: number[]): OutboxEvent => ({ type: 'decide', key: `key-${ids.join('-')}`, decisions: ids.map(approval) });

/** For tests: an answer that accepts all decisions of a parcel except the refused ones. */
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

/** For tests: applies events at their times, and returns the outbox and the sent parcels. */
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
