import { LONGEST_ADDRESS, LONGEST_EXTERNAL_ID, LONGEST_NAME, SHORTEST_ADDRESS } from '@skilltrace/domain/limits';
import { addressProblem, cleanAddress } from '@skilltrace/domain/text/address';
import { cleanExternalId, externalIdProblem } from '@skilltrace/domain/text/external-id';
import { freeTextProblem } from '@skilltrace/domain/text/free-text';
import { cleanName, nameProblem } from '@skilltrace/domain/text/name';
import { parseTimestamp } from '@skilltrace/domain/text/timestamp';
import type { TextProblem } from '@skilltrace/domain/text/text-problem';
import { z } from 'zod';
import { fieldProblem, issueOf } from './field-reasons.ts';

/** An id in a body. */
export const id = z.int().positive();

/** An id in a path or a query, which arrive as text. The API document describes it as an integer. */
export const idParameter = z
  .string()
  .regex(/^[1-9]\d{0,14}$/, fieldProblem('must be a positive whole number').message)
  .transform(Number)
  .meta({ type: 'integer', minimum: 1, maximum: 999_999_999_999_999 });

/** The path of a single resource, such as `/api/things/:id`. */
export const idPath = z.strictObject({ id: idParameter });
export type IdPath = z.infer<typeof idPath>;

/** Turns a rule of `@skilltrace/domain` into a check that reports the rule's problem. */
function unless(problemOf: (value: string) => TextProblem | undefined) {
  return (value: string, context: z.RefinementCtx) => {
    const problem = problemOf(value);
    if (problem) context.addIssue({ code: 'custom', ...issueOf(problem.sentence, { ...problem.params }) });
  };
}

/** Text of any number of lines, with `min` to `max` characters (code points). */
export function text(min: number, max: number) {
  return z
    .string()
    .superRefine(unless((value) => freeTextProblem(value, min, max)))
    .meta({ minLength: min, maxLength: max });
}

/** A search text. It is normalized like the names that it is compared with. */
export const searchText = text(0, LONGEST_NAME).transform((value) => cleanName(value));

/** A name, a title, a role or a tag: one visible line in NFC, without surrounding spaces. */
export function line(max = LONGEST_NAME) {
  return z
    .string()
    .transform(cleanName)
    .superRefine(unless((value) => nameProblem(value, max)))
    .meta({ minLength: 1, maxLength: max });
}

/** An id from another system. It is case-sensitive. */
export const externalId = z
  .string()
  .transform(cleanExternalId)
  .superRefine(unless(externalIdProblem))
  .meta({ minLength: 1, maxLength: LONGEST_EXTERNAL_ID });

/** An e-mail address in lower case. Addresses that differ only in case are the same. */
export const email = z
  .string()
  .transform(cleanAddress)
  .superRefine(unless(addressProblem))
  .meta({ minLength: SHORTEST_ADDRESS, maxLength: LONGEST_ADDRESS });

/** An ISO 8601 time with an offset. It is converted to UTC with milliseconds. */
export const timestamp = z
  .string()
  .transform((value, context) => {
    const parsed = parseTimestamp(value);
    if ('at' in parsed) return parsed.at;
    context.addIssue({ code: 'custom', ...issueOf(parsed.problem.sentence) });
    return z.NEVER;
  })
  .meta({ format: 'date-time' });

/** A time in a response. */
export const timestampOut = z.string().meta({ format: 'date-time' });

/** `true` or `false` in a query. */
export const booleanParameter = z
  .enum(['true', 'false'])
  .transform((value) => value === 'true')
  .meta({ type: 'boolean' });

/** A language tag, such as `es` or `pt-BR` (RFC 5646). The database checks the same form. */
export const language = z
  .string()
  .refine((tag) => /^(?=.{2,35}$)[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(tag), issueOf('must be a language tag, such as es or pt-BR'))
  .meta({ minLength: 2, maxLength: 35 });
