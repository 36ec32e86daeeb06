import { useSyncExternalStore } from 'react';

const NONE: ReadonlySet<number> = new Set();

let decided = NONE;
const listeners = new Set<() => void>();

/**
 * Suggestions that were decided here: what the server said last may still have them. The Inbox sets it, the count in the
 * rail reads it.
 */
export function setDecided(ids: ReadonlySet<number>): void {
  decided = ids;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useDecided = (): ReadonlySet<number> => useSyncExternalStore(subscribe, () => decided);
