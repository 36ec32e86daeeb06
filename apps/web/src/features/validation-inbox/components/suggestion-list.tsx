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

/** The suggestions of a person, of which only those in sight are in the document, and always the current one. */
export function SuggestionList({ label, suggestions, currentIndex, renderItem }: SuggestionListProps) {
  const [top, setTop] = useState(0);
  const measureTop = useCallback((list: HTMLUListElement | null) => {
    if (list) setTop(list.getBoundingClientRect().top + window.scrollY);
  }, []);
  // After a decision, and of somebody who has just been chosen, the current one comes first; new rows, a frame later.
  const isComplete = useDeferredValue(suggestions, NONE) === suggestions;
  const virtualizer: Virtualizer<Window, HTMLLIElement> = useWindowVirtualizer<HTMLLIElement>({
    count: suggestions.length,
    estimateSize: (index) => (index === currentIndex ? 260 : 102),
    overscan: 3,
    scrollMargin: top,
    getItemKey: (index) => suggestions[index]?.id ?? index,
    // Whatever has the focus in it must not go while somebody scrolls.
    rangeExtractor: (range) =>
      [...new Set([...defaultRangeExtractor(range), currentIndex])]
        .filter((index) => isComplete || index === currentIndex || virtualizer.elementsCache.has(suggestions[index]?.id ?? index))
        .toSorted((a, b) => a - b),
    measureElement: heightOf,
  });
  // Heights that came with a scroll belong into its frame, or what is read would jump; others may come in the next.
  virtualizer.options.useAnimationFrameWithResizeObserver = !virtualizer.isScrolling;
  const currentId = suggestions[currentIndex]?.id ?? currentIndex;
  useEffect(() => {
    if (currentIndex > 0) virtualizer.elementsCache.get(currentId)?.scrollIntoView({ block: 'nearest' });
    // To scroll has the page laid out at once.
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
            // Not under the top bar and the person's name, nor under the buttons.
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
 * As the observer finds it, to the fraction of a pixel: the rows above are kept free by their sum. To ask the element would
 * have the page laid out before it is painted, and once more then.
 */
function heightOf(row: HTMLLIElement, entry: ResizeObserverEntry | undefined, list: Virtualizer<Window, HTMLLIElement>): number {
  const measured = entry?.borderBoxSize[0];
  if (measured) return measured.blockSize;
  const index = list.indexFromElement(row);
  return list.itemSizeCache.get(list.options.getItemKey(index)) ?? list.options.estimateSize(index);
}
