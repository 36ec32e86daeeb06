import type { DecisionAction, DecisionErrorCode, ProficiencyLevel } from '@skilltrace/contract';

/** How long a decision can be undone before it is sent. */
export const UNDO_MS = 5_000;
/** The maximum number of acts that can be undone. One more act sends the oldest. */
export const MOST_WAITING = 3;

/** One decision, with the names to describe it. */
export interface Decided {
  suggestionId: number;
  action: DecisionAction;
  adjustedProficiency?: ProficiencyLevel;
  /** For the person. */
  comment?: string;
  /** Whether it withdraws a confirmed level. */
  isWithdrawal?: boolean;
  skillName: string;
  personName: string;
}

/** Decisions of one request. Every retry uses the same Idempotency-Key. */
export interface Parcel {
  key: string;
  decisions: readonly Decided[];
  /** It was already sent with its key, so its content must not change. */
  isSealed?: boolean;
}

/** The decisions of one action: one suggestion, or all selected ones. They are undone together. */
export interface Act extends Parcel {
  /** When it will be sent, in milliseconds. */
  dueAt: number;
}

/** A request without a valid answer. The server may have processed it, but the key makes a retry safe. */
export interface UnsentParcel extends Parcel {
  /** A sentence with the reason. */
  reason: string;
}

/** A decision that the server rejected: it was already made by another person, or is not allowed. */
export interface Refused extends Decided {
  code: DecisionErrorCode;
  /** The sentence to show. */
  message: string;
}

/**
 * Decisions on their way to the server. Each goes from `waiting` (it can be undone) through `ready` (queued) and `sending` to
 * `settled` or `refused`, or it is undone or becomes `unsent`.
 */
export interface Outbox {
  waiting: readonly Act[];
  ready: readonly Parcel[];
  sending: readonly Parcel[];
  unsent: readonly UnsentParcel[];
  /** Shown until the person closes them. */
  refused: readonly Refused[];
  /** Suggestions that are no longer pending according to the server. */
  settled: ReadonlySet<number>;
  /** The number of decisions saved since the page was opened. */
  savedCount: number;
  /** When the undo window was paused, because the pointer or the focus is on the bar. */
  heldSince: number | undefined;
}

export const EMPTY_OUTBOX: Outbox = {
  waiting: [],
  ready: [],
  sending: [],
  unsent: [],
  refused: [],
  settled: new Set(),
  savedCount: 0,
  heldSince: undefined,
};

export const decisionsOf = (parcels: readonly Parcel[]): Decided[] => parcels.flatMap(({ decisions }) => decisions);

/** Decisions that are shown as made, but not confirmed by the server. */
export const decisionsUnderWay = ({ waiting, ready, sending }: Outbox): Decided[] => decisionsOf([...waiting, ...ready, ...sending]);

/** Suggestions to hide: decided and not yet answered, or settled. Unsent ones are visible again. */
export const decidedIds = (outbox: Outbox): ReadonlySet<number> =>
  new Set([...outbox.settled, ...decisionsUnderWay(outbox).map(({ suggestionId }) => suggestionId)]);

/** When the next act is due. Undefined if no act is waiting, or the undo window is paused. */
export const nextDueAt = ({ waiting, heldSince }: Outbox): number | undefined => (heldSince === undefined ? waiting[0]?.dueAt : undefined);

/** The rest of the undo window, in milliseconds. */
export const undoLeft = ({ heldSince }: Outbox, { dueAt }: Act, now: number): number => Math.max(0, dueAt - (heldSince ?? now));

/** Whether no decision is waiting, ready or being sent. Unsent ones do not count. */
export const isIdle = ({ waiting, ready, sending }: Outbox): boolean => waiting.length + ready.length + sending.length === 0;
