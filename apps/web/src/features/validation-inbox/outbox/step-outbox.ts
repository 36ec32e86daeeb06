import { t } from '@lingui/core/macro';
import type { ResolveSuggestionsResult } from '@skilltrace/contract';
import { answerParcel } from './answer-parcel.ts';
import {
  EMPTY_OUTBOX,
  MOST_WAITING,
  UNDO_MS,
  decidedIds,
  nextDueAt,
  type Act,
  type Decided,
  type Outbox,
  type Parcel,
  type UnsentParcel,
} from './outbox.ts';
import { packAll, packFirst, without } from './parcels.ts';

export type OutboxEvent =
  /** `key` is new and becomes an Idempotency-Key. Suggestions that are already decided are skipped. */
  | { type: 'decide'; key: string; decisions: readonly Decided[] }
  /** Undoes the latest waiting act. */
  | { type: 'undo' }
  /** Pauses and resumes the undo window. */
  | { type: 'hold' }
  | { type: 'release' }
  /** Time has passed. */
  | { type: 'tick' }
  /** Ends the undo window: waiting decisions are queued. */
  | { type: 'close' }
  /** The page closes: everything is sent immediately, next to the current request. */
  | { type: 'leave' }
  | { type: 'answered'; key: string; result: ResolveSuggestionsResult }
  /** No answer, or an invalid one. */
  | { type: 'failed'; key: string; reason: string }
  /** Retries unsent parcels, each with its key. */
  | { type: 'retry' }
  /** Discards unsent parcels. */
  | { type: 'discard' }
  /** Closes the rejected decisions. */
  | { type: 'dismiss' };

export interface Step {
  outbox: Outbox;
  /** Parcels to send now, in this order. Each must be followed by `answered` or `failed`. */
  toSend: readonly Parcel[];
}

/**
 * One step of the outbox, as a pure function of the event and the time. Only one request runs at a time, with all ready
 * decisions, so that they arrive in order. The exception is a page that closes.
 */
export function stepOutbox(before: Outbox, event: OutboxEvent, now: number): Step {
  if (event.type === 'leave') return sendAll(makeReady(before, before.waiting.length));
  return sendNext(makeDueReady(apply(before, event, now), now));
}

function apply(outbox: Outbox, event: Exclude<OutboxEvent, { type: 'leave' }>, now: number): Outbox {
  switch (event.type) {
    case 'decide':
      return decide(outbox, event, now);
    case 'undo':
      return { ...outbox, waiting: outbox.waiting.slice(0, -1) };
    case 'hold':
      return outbox.heldSince === undefined ? { ...outbox, heldSince: now } : outbox;
    case 'release':
      return { ...restartClock(outbox, now), heldSince: undefined };
    case 'tick':
      return outbox;
    case 'close':
      return makeReady(outbox, outbox.waiting.length);
    case 'answered':
      return answerParcel(outbox, event.key, event.result);
    case 'failed': {
      const parcel = outbox.sending.find(({ key }) => key === event.key);
      if (!parcel) return outbox;
      const sending = outbox.sending.filter((one) => one !== parcel);
      return { ...outbox, sending, unsent: [...outbox.unsent, { ...parcel, reason: event.reason }] };
    }
    case 'retry': {
      const again = outbox.unsent.map(({ key, decisions }) => ({ key, decisions, isSealed: true }));
      return { ...outbox, unsent: [], ready: [...again, ...outbox.ready] };
    }
    case 'discard':
      return { ...outbox, unsent: [] };
    case 'dismiss':
      return { ...outbox, refused: [] };
  }
}

function decide(before: Outbox, { key, decisions }: { key: string; decisions: readonly Decided[] }, now: number): Outbox {
  const gone = decidedIds(before);
  const fresh = decisions.filter(({ suggestionId }, index) => {
    const isRepeated = decisions.findIndex((one) => one.suggestionId === suggestionId) < index;
    return !gone.has(suggestionId) && !isRepeated;
  });
  if (fresh.length === 0) return before;
  const outbox = restartClock(before, now);
  const act: Act = { key, decisions: fresh, dueAt: now + UNDO_MS };
  const waiting = [...outbox.waiting, act];
  // A new decision replaces the unsent one.
  const unsent = without(outbox.unsent, new Set(fresh.map(({ suggestionId }) => suggestionId)));
  return makeReady({ ...outbox, waiting, unsent }, waiting.length - MOST_WAITING);
}

/** Extends the undo window by the time for which it was paused. */
function restartClock(outbox: Outbox, now: number): Outbox {
  const { heldSince, waiting } = outbox;
  if (heldSince === undefined) return outbox;
  return { ...outbox, heldSince: now, waiting: waiting.map((act) => ({ ...act, dueAt: act.dueAt + now - heldSince })) };
}

function makeReady(outbox: Outbox, oldest: number): Outbox {
  if (oldest <= 0) return outbox;
  const due = outbox.waiting.slice(0, oldest).map(({ key, decisions }) => ({ key, decisions }));
  const waiting = outbox.waiting.slice(oldest);
  // When the bar disappears, its pause ends.
  return { ...outbox, waiting, ready: [...outbox.ready, ...due], heldSince: waiting.length === 0 ? undefined : outbox.heldSince };
}

function makeDueReady(outbox: Outbox, now: number): Outbox {
  const next = nextDueAt(outbox);
  if (outbox.waiting.length === 0 && outbox.heldSince !== undefined) return { ...outbox, heldSince: undefined };
  if (next === undefined || next > now) return outbox;
  return makeReady(outbox, outbox.waiting.filter(({ dueAt }) => dueAt <= now).length);
}

function sendNext(outbox: Outbox): Step {
  if (outbox.sending.length > 0 || outbox.ready.length === 0) return { outbox, toSend: [] };
  const { parcel, rest } = packFirst(outbox.ready);
  return { outbox: { ...outbox, ready: rest, sending: [parcel] }, toSend: [parcel] };
}

function sendAll(outbox: Outbox): Step {
  const toSend = packAll(outbox.ready);
  return { outbox: { ...outbox, ready: [], sending: [...outbox.sending, ...toSend] }, toSend };
}

/** The part of the outbox that survives a reload. `left` was not sent. */
export interface StoredOutbox {
  sending: readonly Parcel[];
  left: readonly Parcel[];
  unsent: readonly UnsentParcel[];
}

/**
 * Resumes after a reload. Parcels that were being sent are sent again with their keys to learn the answer. Parcels that were
 * not sent yet become unsent.
 */
export function resumeOutbox({ sending, left, unsent }: StoredOutbox): Step {
  const offered = packAll(left).map(({ key, decisions }) => ({ key, decisions, reason: t`The page was closed before sending.` }));
  return { outbox: { ...EMPTY_OUTBOX, sending, unsent: [...unsent, ...offered] }, toSend: sending };
}
