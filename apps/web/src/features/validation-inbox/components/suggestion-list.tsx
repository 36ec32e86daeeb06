import { defaultRangeExtractor, useWindowVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useDeferredValue, useEffect, useState, type ReactNode } from 'react';
import type { InboxSuggestion } from '@skilltrace/contract';

export interface SuggestionListProps {
  label: string;
  suggestions: readonly InboxSuggestion[];
  currentIndex: number;
  renderItem: (suggestion: InboxSuggestion, index: number) => ReactNode;
}

// Under the top bar and the person's name; above the buttons.
const COVERED_ABOVE = 104;
const COVERED_BELOW = 190;

/** The suggestions of a person, of which only those in sight are in the document, and always the current one. */
export function SuggestionList({ label, suggestions, currentIndex, renderItem }: SuggestionListProps) {
  const [top, setTop] = useState(0);
  const measureTop = useCallback((list: HTMLUListElement | null) => {
    if (list) setTop(list.getBoundingClientRect().top + window.scrollY);
  }, []);
  // Of somebody who has just been chosen the current one comes first; what is around it, a frame later.
  const isWhole = useDeferredValue(true, false);
  const virtualizer = useWindowVirtualizer({
    count: suggestions.length,
    estimateSize: (index) => (index === currentIndex ? 260 : 102),
    overscan: 3,
    scrollMargin: top,
    scrollPaddingStart: COVERED_ABOVE,
    scrollPaddingEnd: COVERED_BELOW,
    getItemKey: (index) => suggestions[index]?.id ?? index,
    // Whatever has the focus in it must not go while somebody scrolls.
    rangeExtractor: (range) =>
      isWhole ? [...new Set([...defaultRangeExtractor(range), currentIndex])].toSorted((a, b) => a - b) : [currentIndex],
  });
  const currentId = suggestions[currentIndex]?.id;
  useEffect(() => {
    if (currentIndex === 0) window.scrollTo({ top: 0 });
    else virtualizer.scrollToIndex(currentIndex, { align: 'auto' });
  }, [virtualizer, currentIndex, currentId]);
  return (
    <ul ref={measureTop} aria-label={label} className="relative" style={{ height: virtualizer.getTotalSize() }}>
      {virtualizer.getVirtualItems().map((row) => (
        <li
          key={row.key}
          ref={virtualizer.measureElement}
          data-index={row.index}
          aria-setsize={suggestions.length}
          aria-posinset={row.index + 1}
          className="absolute top-0 left-0 w-full"
          style={{ transform: `translateY(${row.start - virtualizer.options.scrollMargin}px)` }}
        >
          {renderItem(suggestions[row.index] as InboxSuggestion, row.index)}
        </li>
      ))}
    </ul>
  );
}
