import { t } from '@lingui/core/macro';
import { useShortcuts } from './shortcuts.ts';

/**
 * J and K move the focus between the rows of an `<InfiniteList>`, to the first link or button of each row. There is no selection
 * besides the focus, so screen readers announce it.
 *
 * @param label the label of the list
 */
export function useListKeys(label: string, group: string): void {
  const move = (by: 1 | -1) => {
    const rows = [...document.querySelectorAll<HTMLElement>(`ul[aria-label="${CSS.escape(label)}"] > [data-index]`)];
    const at = rows.findIndex((row) => row.contains(document.activeElement));
    // The list renders a few rows beyond the visible part, so the next row is in the document.
    const to = at === -1 ? rows.find((row) => row.getBoundingClientRect().bottom > TOP_BAR_PX) : rows[at + by];
    to?.querySelector<HTMLElement>('a, button')?.focus({ preventScroll: true });
    to?.scrollIntoView({ block: 'nearest' });
  };
  useShortcuts([
    { key: 'j', does: t`Next in the list`, group, run: () => move(1) },
    { key: 'k', does: t`Previous in the list`, group, run: () => move(-1) },
  ]);
}

/** The height of the top bar, which covers the page. */
const TOP_BAR_PX = 56;
