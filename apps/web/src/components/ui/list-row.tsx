import { memo, type ReactNode } from 'react';

export interface ListRowProps<Item> {
  item: Item;
  index: number;
  renderItem: (item: Item, index: number) => ReactNode;
}

/** The content of a row in a virtual list. Memoized, so that scrolling moves rows without rendering them again. */
export const ListRow = memo(function ListRow<Item>({ item, index, renderItem }: ListRowProps<Item>) {
  return renderItem(item, index);
}) as <Item>(props: ListRowProps<Item>) => ReactNode;
