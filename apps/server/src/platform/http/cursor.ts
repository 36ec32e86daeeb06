import type { Page } from '@skilltrace/contract';
import { DEFAULT_PAGE_SIZE } from '@skilltrace/domain/limits';
import { invalid } from '../errors/domain-error.js';

/** The place after which a page begins: the sort key of the last row and its id, as text and number. */
export interface Position {
  key: string;
  id: number;
}

/** Reads a cursor; one that we did not write is the caller's error. `isKey` checks the sort key before SQL sees it. */
export function readCursor(cursor: string | undefined, isKey: (key: string) => boolean): Position | undefined {
  if (cursor === undefined) return undefined;
  try {
    const [key, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as [unknown, unknown];
    if (typeof key === 'string' && isKey(key) && Number.isSafeInteger(id)) return { key, id: id as number };
  } catch {
    // Falls through to the same answer as a cursor of another form.
  }
  throw invalid('cursor', 'is not a cursor of this list');
}

/** A sort key that is a time, as every list ordered by time has it. */
export function isTimeKey(key: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(key) && !Number.isNaN(Date.parse(key));
}

/** A sort key that is a name. */
export function isNameKey(key: string): boolean {
  return !key.includes('\0') && key.isWellFormed();
}

/** The place of a row in a list that is ordered by name. */
export function namePosition({ name, id }: { name: string; id: number }): Position {
  return { key: name, id };
}

/**
 * Makes a page of `limit` items from up to `limit + 1` rows: the row too many only tells that another page follows.
 */
export function toPage<Row, Item>(
  rows: readonly Row[],
  limit: number | undefined,
  position: (row: Row) => Position,
  toItem: (row: Row) => Item,
): Page<Item> {
  const size = limit ?? DEFAULT_PAGE_SIZE;
  const shown = rows.slice(0, size);
  const last = shown.at(-1);
  const more = rows.length > size && last !== undefined;
  return { items: shown.map(toItem), nextCursor: more ? writeCursor(position(last)) : null };
}

/** How many rows to ask for, so that `toPage` can tell whether another page follows. */
export function rowsWanted(limit: number | undefined): number {
  return (limit ?? DEFAULT_PAGE_SIZE) + 1;
}

function writeCursor({ key, id }: Position): string {
  return Buffer.from(JSON.stringify([key, id])).toString('base64url');
}
