import { createStore, useStore } from './store.ts';

const decided = createStore<ReadonlySet<number>>(new Set());

/**
 * Suggestions that were decided in this browser: the server's last answer may still contain them. The Inbox sets them, and
 * the count in the navigation reads them.
 */
export const setDecided = decided.set;

export const useDecided = (): ReadonlySet<number> => useStore(decided);
