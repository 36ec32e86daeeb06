import { LARGEST_PAGE_SIZE } from '@skilltrace/domain/limits';
import { z } from 'zod';
import { fieldProblem, issueOf } from './field-reasons.ts';
import { idParameter } from './fields.ts';

/** The query of every list: `limit` (1 to 200, 50 unless told) and the `cursor` that the page before handed out. */
export const pageQuery = {
  limit: z
    .string()
    .regex(/^\d{1,4}$/, fieldProblem('must be a whole number').message)
    .transform(Number)
    .refine((value) => value >= 1 && value <= LARGEST_PAGE_SIZE, issueOf('must be from {min} to {max}', { min: 1, max: LARGEST_PAGE_SIZE }))
    .meta({ type: 'integer', minimum: 1, maximum: LARGEST_PAGE_SIZE })
    .optional(),
  // A cursor of a list by name holds the name: 200 characters of up to four bytes, quoted and encoded.
  cursor: z.string().max(2_000).optional(),
};

/** The order of a list of names. Without a search, nothing fits better than anything else. */
export const nameOrder = z
  .enum(['name', 'match'])
  .describe('with `search`, match: what is called so first, then what begins so, then what has a word that does; by name unless told');

/** Several ids in a query, at most a page of them: a parameter that stands there once arrives as text, several times as an array. */
export const idParameters = z.preprocess(
  (value) => (typeof value === 'string' ? [value] : value),
  z.array(idParameter).max(LARGEST_PAGE_SIZE, fieldProblem('must be at most {max} ids', { max: LARGEST_PAGE_SIZE }).message),
);

/** The answer of every list. `nextCursor` is null on the last page. */
export function page<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}

export interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}
