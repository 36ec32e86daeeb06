import { LARGEST_PAGE_SIZE } from '@skilltrace/domain/limits';
import { z } from 'zod';
import { idParameter } from './fields.ts';

/** The query of every list: `limit` (1 to 200, default 50) and the `cursor` from the previous page. */
export const pageQuery = {
  limit: z
    .string()
    .regex(/^\d{1,4}$/, 'must be a whole number')
    .transform(Number)
    .refine((value) => value >= 1 && value <= LARGEST_PAGE_SIZE, `must be from 1 to ${LARGEST_PAGE_SIZE}`)
    .meta({ type: 'integer', minimum: 1, maximum: LARGEST_PAGE_SIZE })
    .optional(),
  // The cursor of a list by name contains the name: 200 characters of up to four bytes, quoted and encoded.
  cursor: z.string().max(2_000).optional(),
};

/** The order of a list of names. `match` has no effect without a search. */
export const nameOrder = z
  .enum(['name', 'match'])
  .describe(
    'defaults to name. `match`, with `search`: equal names first, then names that begin with the text, then names with a word that does',
  );

/** Several ids in a query, at most one page. A parameter that occurs once arrives as text, otherwise as an array. */
export const idParameters = z.preprocess(
  (value) => (typeof value === 'string' ? [value] : value),
  z.array(idParameter).max(LARGEST_PAGE_SIZE, `must be at most ${LARGEST_PAGE_SIZE} ids`),
);

/** The response of every list. `nextCursor` is null on the last page. */
export function page<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}

export interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}
