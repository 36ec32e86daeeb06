import { memo, type ReactNode } from 'react';

export interface ListRowProps<Item> {
  item: Item;
  index: number;
  renderItem: (item: Item, index: number) => ReactNode;
}

/** What is in a row of a virtual list: made once, and again only with whoever has the list. Scrolling moves rows, and changes none. */
export const ListRow = memo(function ListRow<Item>({ item, index, renderItem }: ListRowProps<Item>) {
  return renderItem(item, index);
}) as <Item>(props: ListRowProps<Item>) => ReactNode;
