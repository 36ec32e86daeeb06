import type { Page } from '@skilltrace/contract';
import { DEFAULT_PAGE_SIZE } from '@skilltrace/domain/limits';
import { invalid } from '../errors/domain-error.js';

/** The position after which a page begins: the sort key and the id of the last row. */
export interface Position {
  key: string;
  id: number;
}

/** The position in a list whose rows are pairs: the sort key and both ids. */
export interface PairPosition extends Position {
  secondId: number;
}

/** Decodes a cursor. A cursor that we did not create is a validation error. `isKey` checks the sort key before it is used in SQL. */
export function readCursor(cursor: string | undefined, isKey: (key: string) => boolean): Position | undefined {
  return cursor === undefined ? undefined : decode(cursor, isKey, 1);
}

/** Decodes the cursor of a list of pairs, like `readCursor`. */
export function readPairCursor(cursor: string | undefined, isKey: (key: string) => boolean): PairPosition | undefined {
  return cursor === undefined ? undefined : decode(cursor, isKey, 2);
}

function decode(cursor: string, isKey: (key: string) => boolean, ids: 1 | 2): PairPosition {
  try {
    const [key, ...rest] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown[];
    const [id, secondId] = rest as [number, number];
    if (typeof key === 'string' && isKey(key) && rest.length === ids && rest.every(Number.isSafeInteger)) return { key, id, secondId };
  } catch {
    // Falls through to the same error as for a cursor with other contents.
  }
  throw invalid('cursor', 'is not a valid cursor for this list');
}

/** Whether a sort key is a time, for lists that are ordered by time. */
export function isTimeKey(key: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(key) && !Number.isNaN(Date.parse(key));
}

/** Whether a sort key can be a name. */
export function isNameKey(key: string): boolean {
  return !key.includes('\0') && key.isWellFormed();
}

/** The position of a row in a list that is ordered by name. */
export function namePosition({ name, id }: { name: string; id: number }): Position {
  return { key: name, id };
}

/**
 * Makes a page of `limit` items from up to `limit + 1` rows. The extra row only shows that another page follows.
 */
export function toPage<Row, Item>(
  rows: readonly Row[],
  limit: number | undefined,
  position: (row: Row) => Position | PairPosition,
  toItem: (row: Row) => Item,
): Page<Item> {
  const size = limit ?? DEFAULT_PAGE_SIZE;
  const shown = rows.slice(0, size);
  const last = shown.at(-1);
  const more = rows.length > size && last !== undefined;
  return { items: shown.map(toItem), nextCursor: more ? writeCursor(position(last)) : null };
}

/** The number of rows to query, so that `toPage` can see whether another page follows. */
export function rowsToQuery(limit: number | undefined): number {
  return (limit ?? DEFAULT_PAGE_SIZE) + 1;
}

function writeCursor(position: Position | PairPosition): string {
  const ids = 'secondId' in position ? [position.id, position.secondId] : [position.id];
  return Buffer.from(JSON.stringify([position.key, ...ids])).toString('base64url');
}
