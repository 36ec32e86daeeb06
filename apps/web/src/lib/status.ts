import { createStore, useStore } from './store.ts';

export interface Status {
  /** A sentence: "React approved for Ana". */
  text: string;
  tone?: 'neutral' | 'decided' | 'failed';
  action?: { label: string; run: () => void };
  /** How long it stays, in milliseconds; 6 s by default. The time stops while the pointer or the focus is on it. */
  forMs?: number;
  /** Shows the remaining seconds next to the action, for an Undo. */
  isCountedDown?: boolean;
  /** Called when it disappears: after its time, when it is closed, or when another status replaces it. Not after its action. */
  onGone?: () => void;
}

export interface ShownStatus extends Status {
  id: number;
}

const shown = createStore<ShownStatus | undefined>(undefined);
let lastId = 0;

/** Shows a status in the bar at the bottom. It replaces the previous one. @returns a function that removes it */
export function showStatus(status: Status): () => void {
  const before = shown.read();
  const mine = { ...status, id: ++lastId };
  shown.set(mine);
  before?.onGone?.();
  return () => closeStatus(mine.id);
}

/** Removes a status as if its time had passed. */
export function closeStatus(id: number): void {
  const status = shown.read();
  if (status?.id !== id) return;
  const { onGone } = status;
  shown.set(undefined);
  onGone?.();
}

/** Runs the action of a status, and removes the status. */
export function runStatusAction(id: number): void {
  const status = shown.read();
  if (status?.id !== id) return;
  const { action } = status;
  shown.set(undefined);
  action?.run();
}

export const useStatus = (): ShownStatus | undefined => useStore(shown);
