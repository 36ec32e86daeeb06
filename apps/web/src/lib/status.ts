import { useSyncExternalStore } from 'react';

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

let shown: ShownStatus | undefined;
let lastId = 0;
const listeners = new Set<() => void>();

function set(next: ShownStatus | undefined): void {
  shown = next;
  for (const listener of listeners) listener();
}

/** Says in the bar below what has just happened. One at a time: the one before goes. @returns a function that takes it away */
export function showStatus(status: Status): () => void {
  const before = shown;
  const mine = { ...status, id: ++lastId };
  set(mine);
  before?.onGone?.();
  return () => closeStatus(mine.id);
}

/** Takes a status away as if its time were up. */
export function closeStatus(id: number): void {
  if (shown?.id !== id) return;
  const { onGone } = shown;
  set(undefined);
  onGone?.();
}

/** Does what the status offers, and takes it away. */
export function runStatusAction(id: number): void {
  if (shown?.id !== id) return;
  const { action } = shown;
  set(undefined);
  action?.run();
}

export function useStatus(): ShownStatus | undefined {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => shown,
  );
}
