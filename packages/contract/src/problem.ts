import { z } from 'zod';
import { errorStatus, type ErrorCode } from './error-codes.ts';

/** The values in a sentence, by name. Their names do not change their meaning. */
export const problemParams = z
  .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]))
  .describe('every value that the sentence mentions');
export type ProblemParams = z.infer<typeof problemParams>;

/** What is wrong with which field. */
export const fieldErrors = z.array(
  z.object({
    path: z.string(),
    message: z.string(),
    reason: z.string().optional().describe('the name of the sentence in `message`'),
    params: problemParams.optional(),
  }),
);

/** RFC 9457 problem details, the body of every answer from 400 on (`application/problem+json`). */
export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.enum(Object.keys(errorStatus) as ErrorCode[]),
    reason: z
      .string()
      .optional()
      .describe('why, more exactly than `code`: the name of the sentence in `detail`. Names are stable, and more may be added'),
    params: problemParams.optional(),
    errors: fieldErrors.optional(),
    standing: z
      .object({
        imported: z.int(),
        duplicates: z.int(),
        rejected: z.int(),
        signals: z.int(),
        nextLine: z.int().nullable().describe('the first line that is not known to have been taken, counted from 1; null after the last'),
      })
      .optional()
      .describe('of an import that broke off: what came of the lines before, which stands'),
  })
  .meta({ id: 'Problem' });

export type Problem = z.infer<typeof problem>;
