import { Plural, Trans } from '@lingui/react/macro';
import type { Page } from '@skilltrace/contract';
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { useIsPrinting } from '#lib/printing.ts';
import { Button } from './button.tsx';
import { ErrorState } from './error-state.tsx';
import { ListRow } from './list-row.tsx';
import { Skeleton, SkeletonRows } from './skeleton.tsx';
import { SlowRead } from './slow-read.tsx';

export interface InfiniteListProps<Item> {
  /** The result of `useInfiniteQuery(apiPages(…))`, or of `useCancelablePages`. */
  query: UseInfiniteQueryResult<InfiniteData<Page<Item>>> & { cancel?: () => void };
  /** The name of the list for screen readers. */
  label: string;
  itemKey: (item: Item) => string | number;
  renderItem: (item: Item, index: number) => ReactNode;
  /** The approximate height of an item in pixels. The real height is measured; a good estimate helps "back" to restore the scroll position. */
  estimatedHeight: number | ((item: Item) => number);
  empty: ReactNode;
  skeleton?: ReactNode;
  /** Loads the next page only when the person asks for it, so that they can reach what is below the list. */
  hasMoreButton?: boolean;
  /** The item with this key scrolls into the middle of the window once it is loaded. */
  shownKey?: string | number | undefined;
}

/** A list of any length. It loads pages while the person scrolls, and only the visible rows are in the document. */
export function InfiniteList<Item>({
  query,
  label,
  itemKey,
  renderItem,
  estimatedHeight,
  empty,
  skeleton,
  hasMoreButton = false,
  shownKey,
}: InfiniteListProps<Item>) {
  const isPrinting = useIsPrinting();
  // The offset of the list in the document, which the virtualizer subtracts from the window's scroll position.
  const [measuredTop, setTop] = useState<number>();
  const top = measuredTop ?? 0;
  const measureTop = useCallback((list: HTMLUListElement | null) => {
    if (list) setTop(list.getBoundingClientRect().top + window.scrollY);
  }, []);
  const { data } = query;
  const items = useMemo(() => data?.pages.flatMap((page) => page.items) ?? [], [data]);
  // Stable as long as the items are, because a new function makes each scroll measure thousands of rows again.
  const keyOf = useRef(itemKey);
  keyOf.current = itemKey;
  const getItemKey = useCallback((index: number) => keyOf.current(items[index] as Item), [items]);
  const virtualizer = useWindowVirtualizer({
    count: items.length,
    estimateSize: (index) => (typeof estimatedHeight === 'number' ? estimatedHeight : estimatedHeight(items[index] as Item)),
    overscan: 6,
    scrollMargin: top,
    getItemKey,
  });
  // None before the offset is known: in a list that opens far down in a page, the wrong rows would be measured and scroll the page.
  const rows = measuredTop === undefined ? [] : virtualizer.getVirtualItems();
  const isAtEnd = (rows.at(-1)?.index ?? 0) >= items.length - 5;
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = query;
  useEffect(() => {
    if (!hasMoreButton && isAtEnd && hasNextPage && !isFetchingNextPage && !isFetchNextPageError) void fetchNextPage();
  }, [hasMoreButton, isAtEnd, hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage]);

  const shownIndex = shownKey === undefined ? -1 : items.findIndex((item) => keyOf.current(item) === shownKey);
  const hasShown = useRef<typeof shownKey>(undefined);
  useEffect(() => {
    if (shownIndex < 0 || hasShown.current === shownKey) return;
    hasShown.current = shownKey;
    virtualizer.scrollToIndex(shownIndex, { align: 'center' });
  }, [shownIndex, shownKey, virtualizer]);

  if (data === undefined) {
    if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
    const isLoading = query.fetchStatus !== 'idle';
    return (
      <div className="list-loading">
        {query.cancel && <SlowRead isLoading={isLoading} onCancel={query.cancel} onLoad={() => void query.refetch()} />}
        {(!query.cancel || isLoading) && (skeleton ?? <SkeletonRows />)}
      </div>
    );
  }
  if (items.length === 0) return empty;
  if (isPrinting) return <PrintedList {...{ items, label, renderItem, hasNextPage }} />;
  return (
    <>
      <ul
        ref={measureTop}
        aria-label={label}
        aria-busy={isFetchingNextPage}
        className="relative"
        style={{ height: virtualizer.getTotalSize() }}
      >
        {rows.map((row) => (
          <li
            key={row.key}
            ref={virtualizer.measureElement}
            data-index={row.index}
            aria-setsize={hasNextPage ? -1 : items.length}
            aria-posinset={row.index + 1}
            className="absolute top-0 start-0 w-full"
            style={{ transform: `translateY(${row.start - top}px)` }}
          >
            <ListRow item={items[row.index] as Item} index={row.index} renderItem={renderItem} />
          </li>
        ))}
      </ul>
      {isFetchNextPageError ? (
        <p role="alert" className="flex items-center gap-3 py-3 text-ink-muted">
          <Trans>The rest could not be loaded.</Trans>{' '}
          <Button className="max-sm:min-h-11" onClick={() => void fetchNextPage()}>
            <Trans>Try again</Trans>
          </Button>
        </p>
      ) : hasMoreButton ? (
        hasNextPage && (
          <Button className="my-3 max-sm:min-h-11" isBusy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            <Trans>Show more</Trans>
          </Button>
        )
      ) : (
        // Shown while there are more rows, so that the end of the loaded rows does not look like the end of the list.
        hasNextPage && (
          <div aria-hidden="true" className="grid gap-3 p-3">
            <Skeleton className="h-5 w-4/5" />
            <Skeleton className="h-5 w-2/3" />
          </div>
        )
      )}
    </>
  );
}

type PrintedListProps<Item> = Pick<InfiniteListProps<Item>, 'label' | 'renderItem'> & { items: readonly Item[]; hasNextPage: boolean };

/** All rows that are loaded, and a note if there are more. */
function PrintedList<Item>({ items, label, renderItem, hasNextPage }: PrintedListProps<Item>) {
  return (
    <>
      <ul aria-label={label}>
        {items.map((item, index) => (
          <li key={index}>{renderItem(item, index)}</li>
        ))}
      </ul>
      {hasNextPage && (
        <p className="py-2 text-ink-muted">
          <Plural
            value={items.length}
            one="Only the first row of this list was printed. The download as CSV has all rows."
            other="Only the first # rows of this list were printed. The download as CSV has all rows."
          />
        </p>
      )}
    </>
  );
}
