import type { InboxSuggestion } from '@skilltrace/contract';
import { defaultRangeExtractor, useWindowVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { useCallback, useDeferredValue, useEffect, useState, type ReactNode } from 'react';
import { ListRow } from '#components/ui/list-row.tsx';

export interface SuggestionListProps {
  label: string;
  suggestions: readonly InboxSuggestion[];
  currentIndex: number;
  renderItem: (suggestion: InboxSuggestion, index: number) => ReactNode;
}

const NONE: readonly InboxSuggestion[] = [];

/** A virtual list of a person's suggestions. The current one is always in the document. */
export function SuggestionList({ label, suggestions, currentIndex, renderItem }: SuggestionListProps) {
  const [top, setTop] = useState(0);
  const measureTop = useCallback((list: HTMLUListElement | null) => {
    if (list) setTop(list.getBoundingClientRect().top + window.scrollY);
  }, []);
  // After a decision or a change of person, renders the current suggestion first and new rows a frame later.
  const isComplete = useDeferredValue(suggestions, NONE) === suggestions;
  const virtualizer: Virtualizer<Window, HTMLLIElement> = useWindowVirtualizer<HTMLLIElement>({
    count: suggestions.length,
    estimateSize: (index) => (index === currentIndex ? 260 : 102),
    overscan: 3,
    scrollMargin: top,
    getItemKey: (index) => suggestions[index]?.id ?? index,
    // The current row may contain the focus, so scrolling must not remove it.
    rangeExtractor: (range) =>
      [...new Set([...defaultRangeExtractor(range), currentIndex])]
        .filter((index) => isComplete || index === currentIndex || virtualizer.elementsCache.has(suggestions[index]?.id ?? index))
        .toSorted((a, b) => a - b),
    measureElement: heightOf,
  });
  // While scrolling, measured heights must apply in the same frame, or the text jumps. Otherwise the next frame is early enough.
  virtualizer.options.useAnimationFrameWithResizeObserver = !virtualizer.isScrolling;
  const currentId = suggestions[currentIndex]?.id ?? currentIndex;
  useEffect(() => {
    if (currentIndex > 0) virtualizer.elementsCache.get(currentId)?.scrollIntoView({ block: 'nearest' });
    // Scrolling forces a layout, so it is skipped when the list is already at the top.
    else if (virtualizer.scrollOffset !== 0) window.scrollTo({ top: 0 });
  }, [virtualizer, currentIndex, currentId]);
  let end = top;
  return (
    <ul
      ref={measureTop}
      aria-label={label}
      className="isolate flow-root [overflow-anchor:none]"
      style={{ height: virtualizer.getTotalSize() }}
    >
      {virtualizer.getVirtualItems().map((row) => {
        const gap = row.start - end;
        end = row.end;
        return (
          <li
            key={row.key}
            ref={virtualizer.measureElement}
            data-index={row.index}
            aria-setsize={suggestions.length}
            aria-posinset={row.index + 1}
            // Keeps a row clear of the top bar, the person's name and the buttons.
            className="scroll-mt-26 scroll-mb-48"
            style={{ marginTop: gap }}
          >
            <ListRow item={suggestions[row.index] as InboxSuggestion} index={row.index} renderItem={renderItem} />
          </li>
        );
      })}
    </ul>
  );
}

/**
 * The height from the observer, with fractions of a pixel, because the space above is the sum of all heights. Reading it from
 * the element would force a layout before the paint.
 */
function heightOf(row: HTMLLIElement, entry: ResizeObserverEntry | undefined, list: Virtualizer<Window, HTMLLIElement>): number {
  const measured = entry?.borderBoxSize[0];
  if (measured) return measured.blockSize;
  const index = list.indexFromElement(row);
  return list.itemSizeCache.get(list.options.getItemKey(index)) ?? list.options.estimateSize(index);
}
