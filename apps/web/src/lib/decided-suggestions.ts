import { createStore, useStore } from './store.ts';

const decided = createStore<ReadonlySet<number>>(new Set());

/**
 * Suggestions that were decided in this browser, which the last answer of the server may still contain. The Inbox sets them, and the
 * count in the navigation reads them.
 */
export const setDecided = decided.set;

export const useDecided = (): ReadonlySet<number> => useStore(decided);
