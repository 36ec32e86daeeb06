import { LARGEST_PAGE_SIZE } from '@skilltrace/domain/limits';
import { z } from 'zod';
import { fieldProblem, issueOf } from './field-reasons.ts';
import { idParameter } from './fields.ts';

/** The query of every list: `limit` (1 to 200, default 50) and the `cursor` from the previous page. */
export const pageQuery = {
  limit: z
    .string()
    .regex(/^\d{1,4}$/, fieldProblem('must be a whole number').message)
    .transform(Number)
    .refine((value) => value >= 1 && value <= LARGEST_PAGE_SIZE, issueOf('must be from {min} to {max}', { min: 1, max: LARGEST_PAGE_SIZE }))
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
  z.array(idParameter).max(LARGEST_PAGE_SIZE, fieldProblem('must be at most {max} ids', { max: LARGEST_PAGE_SIZE }).message),
);

/** The response of every list. `nextCursor` is null on the last page. */
export function page<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}

export interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}
