import { useSyncExternalStore } from 'react';

function onChange(notify: () => void): () => void {
  const observer = new MutationObserver(notify);
  observer.observe(document.body, { childList: true, subtree: true });
  return () => observer.disconnect();
}

/** The first visible element of the page for this selector, also when it appears later. Undefined as long as there is none. */
export function useElement(selector: string | undefined): Element | undefined {
  const find = () =>
    selector === undefined ? undefined : [...document.querySelectorAll(selector)].find((found) => found.getClientRects().length > 0);
  return useSyncExternalStore(onChange, find);
}
