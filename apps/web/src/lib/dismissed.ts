import { createStore, useStore } from './store.ts';

const PREFIX = 'skilltrace.dismissed.';
// What was dismissed on this page. Without storage, the choice lasts until the page is closed.
const dismissed = createStore<ReadonlySet<string>>(new Set());

function isStored(key: string): boolean {
  try {
    return localStorage.getItem(PREFIX + key) !== null;
  } catch {
    return false;
  }
}

/** Hides a notice in this browser permanently. */
export function dismiss(key: string): void {
  try {
    localStorage.setItem(PREFIX + key, '1');
  } catch {
    // Remembered below.
  }
  dismissed.set(new Set([...dismissed.read(), key]));
}

/** Whether the notice was dismissed in this browser. The key contains the person if it is about them. */
export const isDismissed = (key: string): boolean => dismissed.read().has(key) || isStored(key);

/** The same, in a component. */
export function useDismissed(key: string): boolean {
  return useStore(dismissed).has(key) || isStored(key);
}
