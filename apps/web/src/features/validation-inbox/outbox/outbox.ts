import type { DecisionAction, DecisionErrorCode, ProficiencyLevel } from '@skilltrace/contract';

/** How long a decision can be undone before it is sent. */
export const UNDO_MS = 5_000;
/** How many acts wait at most: "the next decision but two" sends the oldest. */
export const MOST_WAITING = 3;

/** One decision, with the words to tell it in. */
export interface Decided {
  suggestionId: number;
  action: DecisionAction;
  adjustedProficiency?: ProficiencyLevel;
  skillName: string;
  personName: string;
}

/** Decisions that go to the server in one request, under one Idempotency-Key, however often it is sent. */
export interface Parcel {
  key: string;
  decisions: readonly Decided[];
  /** It was sent before under its key, and may not change any more. */
  isSealed?: boolean;
}

/** What was decided by one press of a key: one suggestion, or all that were selected. It is undone as one. */
export interface Act extends Parcel {
  /** In milliseconds; it is sent from then on. */
  dueAt: number;
}

/** A request that got no answer, or none that counts. Nobody knows whether it was carried out: its key makes another try safe. */
export interface UnsentParcel extends Parcel {
  /** A sentence: why. */
  reason: string;
}

/** A decision that the server did not carry out: somebody was faster, or it is not ours to take. */
export interface Refused extends Decided {
  code: DecisionErrorCode;
  /** The server's sentence. */
  message: string;
}

/**
 * Decisions on their way to the server. Each goes from `waiting` (it can be undone) over `ready` (its turn comes) and
 * `sending` to `settled`, or to `refused`, or back to where it came from: undone, or `unsent`.
 */
export interface Outbox {
  waiting: readonly Act[];
  ready: readonly Parcel[];
  sending: readonly Parcel[];
  unsent: readonly UnsentParcel[];
  /** Told until somebody has seen them. */
  refused: readonly Refused[];
  /** Suggestions that do not wait for a decision any more, as the server told. */
  settled: ReadonlySet<number>;
  /** How many decisions were carried out since the page was opened. */
  carriedOut: number;
  /** Since when the clock of the undo window stands still: the pointer or the focus is on the bar. */
  heldSince: number | undefined;
}

export const EMPTY_OUTBOX: Outbox = {
  waiting: [],
  ready: [],
  sending: [],
  unsent: [],
  refused: [],
  settled: new Set(),
  carriedOut: 0,
  heldSince: undefined,
};

export const decisionsOf = (parcels: readonly Parcel[]): Decided[] => parcels.flatMap(({ decisions }) => decisions);

/** Decisions that count already, and are not known to be carried out. */
export const decisionsUnderWay = ({ waiting, ready, sending }: Outbox): Decided[] => decisionsOf([...waiting, ...ready, ...sending]);

/** Suggestions that are out of sight: decided and on their way, or settled. What is unsent is in sight again. */
export const decidedIds = (outbox: Outbox): ReadonlySet<number> =>
  new Set([...outbox.settled, ...decisionsUnderWay(outbox).map(({ suggestionId }) => suggestionId)]);

/** When the next act is due; undefined where nothing waits, or the clock stands still. */
export const nextDueAt = ({ waiting, heldSince }: Outbox): number | undefined => (heldSince === undefined ? waiting[0]?.dueAt : undefined);

/** What is left of the undo window, in milliseconds. */
export const undoLeft = ({ heldSince }: Outbox, { dueAt }: Act, now: number): number => Math.max(0, dueAt - (heldSince ?? now));

/** Whether everything that was decided has found its end, but for what is unsent. */
export const isIdle = ({ waiting, ready, sending }: Outbox): boolean => waiting.length + ready.length + sending.length === 0;
