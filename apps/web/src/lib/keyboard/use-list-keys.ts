import { useShortcuts } from './shortcuts.ts';

/**
 * J and K move the focus from row to row of an `<InfiniteList>`, onto the first link or button of each; Enter is then that
 * link's own. Nothing is selected besides: what has the focus is what counts, for screen readers as well.
 *
 * @param label the label of the list
 */
export function useListKeys(label: string, group: string): void {
  const move = (by: 1 | -1) => {
    const rows = [...document.querySelectorAll<HTMLElement>(`ul[aria-label="${CSS.escape(label)}"] > [data-index]`)];
    const at = rows.findIndex((row) => row.contains(document.activeElement));
    // What is beyond the edge of what is seen is in the document already, a few rows of it.
    const to = at === -1 ? rows.find((row) => row.getBoundingClientRect().bottom > HEADROOM_PX) : rows[at + by];
    to?.querySelector<HTMLElement>('a, button')?.focus({ preventScroll: true });
    to?.scrollIntoView({ block: 'nearest' });
  };
  useShortcuts([
    { key: 'j', does: 'Next in the list', group, run: () => move(1) },
    { key: 'k', does: 'Previous in the list', group, run: () => move(-1) },
  ]);
}

/** Under the bar at the top nothing is seen. */
const HEADROOM_PX = 56;
