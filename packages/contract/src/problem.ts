import { z } from 'zod';
import { errorStatus, type ErrorCode } from './error-codes.ts';

/** The values in the sentence, by name. Clients depend on the names, so their meaning never changes. */
export const problemParams = z
  .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]))
  .describe('every value in the sentence');
export type ProblemParams = z.infer<typeof problemParams>;

/** The invalid fields. */
export const fieldErrors = z.array(
  z.object({
    path: z.string(),
    message: z.string(),
    reason: z.string().optional().describe('the name of the sentence in `message`'),
    params: problemParams.optional(),
  }),
);

/** RFC 9457 problem details: the body of every response with status 400 or higher (`application/problem+json`). */
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
        nextLine: z
          .int()
          .nullable()
          .describe('the first line whose result is unknown, counted from 1; null if the results of all lines are known'),
      })
      .optional()
      .describe('for an interrupted import: the results of the lines before the interruption, which are kept'),
  })
  .meta({ id: 'Problem' });

export type Problem = z.infer<typeof problem>;
