import { createStore, useStore } from './store.ts';

export interface Status {
  /** A sentence: "React approved for Ana". */
  text: string;
  tone?: 'neutral' | 'decided' | 'failed';
  action?: { label: string; run: () => void };
  /** How long it stays, in milliseconds: 6 s unless told. The pointer or the focus on it stops the clock. */
  forMs?: number;
  /** Shows the seconds that are left beside the action: for an Undo. */
  isCountedDown?: boolean;
  /** It went, whichever way: its time was up, it was closed, another one took its place. Not after its action. */
  onGone?: () => void;
}

export interface ShownStatus extends Status {
  id: number;
}

const shown = createStore<ShownStatus | undefined>(undefined);
let lastId = 0;

/** Says in the bar below what has just happened. One at a time: the one before goes. @returns a function that takes it away */
export function showStatus(status: Status): () => void {
  const before = shown.read();
  const mine = { ...status, id: ++lastId };
  shown.set(mine);
  before?.onGone?.();
  return () => closeStatus(mine.id);
}

/** Takes a status away as if its time were up. */
export function closeStatus(id: number): void {
  const status = shown.read();
  if (status?.id !== id) return;
  const { onGone } = status;
  shown.set(undefined);
  onGone?.();
}

/** Does what the status offers, and takes it away. */
export function runStatusAction(id: number): void {
  const status = shown.read();
  if (status?.id !== id) return;
  const { action } = status;
  shown.set(undefined);
  action?.run();
}

export const useStatus = (): ShownStatus | undefined => useStore(shown);
