import { MOST_TAGS } from '@skilltrace/domain/limits';
import { MOST_DAYS_BACK } from '@skilltrace/domain/projects/assignment-start';
import { z } from 'zod';
import { issueOf } from './field-reasons.ts';
import { booleanParameter, id, idParameter, line, searchText, timestamp, timestampOut } from './fields.ts';
import { page, pageQuery } from './page.ts';

/** Tags keep their case, because the Core Stack matches exact names. */
export const tags = z
  .array(line())
  .max(MOST_TAGS)
  .transform((values) => [...new Set(values)]);

export const assignment = z
  .object({
    id: z.int(),
    projectId: z.int(),
    profileId: z.int(),
    name: z.string(),
    title: z.string().nullable(),
    role: z.string(),
    tags: z.array(z.string()),
    startedAt: timestampOut,
    endedAt: timestampOut.nullable().describe('null if not ended; active while the project is active'),
  })
  .meta({ id: 'Assignment' });
export type Assignment = z.infer<typeof assignment>;

export const assignPersonBody = z.strictObject({
  profileId: id,
  role: line(),
  tags: tags.optional(),
  startedAt: timestamp
    .optional()
    .describe(
      `not in the future; defaults to now. A Tech Lead may date it at most ${MOST_DAYS_BACK} days back and not before the project began; admins may use any past date`,
    ),
});
export type AssignPersonBody = z.infer<typeof assignPersonBody>;

export const changeAssignmentBody = z
  .strictObject({
    role: line().optional(),
    tags: tags.optional().describe('replaces the existing tags'),
    endedAt: timestamp.nullable().optional().describe('neither in the future nor before the start; an existing end is not changed'),
    endNow: z.literal(true).optional().describe('instead of `endedAt`: ends the assignment now, by the clock of the server'),
  })
  .refine(({ endedAt, endNow }) => endedAt === undefined || endNow === undefined, {
    path: ['endNow'],
    ...issueOf('cannot be combined with `endedAt`'),
  });
export type ChangeAssignmentBody = z.infer<typeof changeAssignmentBody>;

export const listAssignmentsQuery = z.strictObject({
  search: searchText.optional().describe('part of the person’s name, ignoring case and accents'),
  profileId: idParameter.optional().describe('the person'),
  order: z.enum(['started', 'name']).optional().describe('defaults to started, newest first; or by the person’s name'),
  active: booleanParameter.optional().describe('true: assignments on an active project that have not ended'),
  ...pageQuery,
});
export type ListAssignmentsQuery = z.infer<typeof listAssignmentsQuery>;
export const assignmentPage = page(assignment);
