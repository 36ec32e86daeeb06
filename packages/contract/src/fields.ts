import { z } from 'zod';

/** An id in a body. */
export const id = z.int().positive();

/** An id in a path or a query, where everything arrives as text. */
export const idParameter = z
  .string()
  .regex(/^[1-9]\d{0,14}$/, 'must be a positive whole number')
  .transform(Number);

/** The path of whatever is one of a kind: `/api/things/:id`. */
export const idPath = z.strictObject({ id: idParameter });
export type IdPath = z.infer<typeof idPath>;

/** Text of `min` to `max` characters (code points), which PostgreSQL can hold: no NUL, no lone surrogate. */
export function text(min: number, max: number) {
  return z
    .string()
    .refine((value) => !value.includes('\0') && value.isWellFormed(), 'must not hold NUL or broken characters')
    .refine(
      (value) => {
        const length = value.length <= max ? value.length : [...value].length;
        return length >= min && length <= max;
      },
      `must have ${min} to ${max.toLocaleString('en')} characters`,
    )
    .meta({ minLength: min, maxLength: max });
}

/** A name or a title: one line, without blanks around it. */
export function line(max = 200) {
  return text(1, max)
    .transform((value) => value.trim())
    .refine((value) => value.length > 0 && !/[\r\n]/.test(value), 'must be one line that is not blank');
}

/** An e-mail address, kept in lower case: two that differ by case are one. */
export const email = text(3, 254)
  .transform((value) => value.trim().toLowerCase())
  .refine((value) => /^[^\s@]+@[^\s@]+$/.test(value), 'must be an e-mail address');

const YEAR_1900 = Date.UTC(1900, 0, 1);
const YEAR_2200 = Date.UTC(2200, 0, 1);

/** A moment, ISO 8601 with its offset; becomes UTC with milliseconds. */
export const timestamp = z
  .string()
  .refine(
    (value) => z.iso.datetime({ offset: true }).safeParse(value).success,
    'must be an ISO 8601 time with its offset, such as 2026-01-31T09:00:00Z',
  )
  .refine((value) => {
    const at = Date.parse(value);
    return at >= YEAR_1900 && at < YEAR_2200;
  }, 'must lie between 1900 and 2200')
  .transform((value) => new Date(value).toISOString())
  .meta({ format: 'date-time' });

/** A moment in an answer. */
export const timestampOut = z.string().meta({ format: 'date-time' });

/** `true` or `false` in a query. */
export const booleanParameter = z.enum(['true', 'false']).transform((value) => value === 'true');
