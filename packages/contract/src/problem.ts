import { z } from 'zod';
import { errorStatus, type ErrorCode } from './error-codes.ts';

/** The values in a sentence, by name. Their names do not change their meaning. */
export const problemParams = z
  .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]))
  .describe('every value that the sentence mentions');
export type ProblemParams = z.infer<typeof problemParams>;

/** RFC 9457 problem details, the body of every answer from 400 on (`application/problem+json`). */
export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.enum(Object.keys(errorStatus) as ErrorCode[]),
    params: problemParams.optional(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
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
