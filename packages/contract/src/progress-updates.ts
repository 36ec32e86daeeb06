import { LARGEST_PAGE_SIZE, LONGEST_UPDATE } from '@skilltrace/domain/limits';
import { z } from 'zod';
import { externalId, id, idParameter, text, timestamp, timestampOut } from './fields.ts';
import { idParameters, page, pageQuery } from './page.ts';

export const progressUpdateContent = text(1, LONGEST_UPDATE);

export const progressUpdate = z
  .object({
    id: z.int(),
    projectId: z.int(),
    userId: z.int(),
    content: z.string(),
    externalId: z.string().nullable(),
    createdAt: timestampOut,
    editedAt: timestampOut.nullable(),
  })
  .meta({ id: 'ProgressUpdate' });
export type ProgressUpdate = z.infer<typeof progressUpdate>;

/** The response to posting: exactly the fields of a new update. */
export const postedProgressUpdate = progressUpdate.omit({ editedAt: true });

export const postProgressUpdateBody = z.strictObject({
  projectId: id,
  content: progressUpdateContent,
  userId: id.optional().describe('admins only: the active member who did the work'),
  externalId: externalId.optional().describe('admins only: unique within the project'),
  createdAt: timestamp.optional().describe('admins only: time of the work, not in the future'),
});
export type PostProgressUpdateBody = z.infer<typeof postProgressUpdateBody>;

export const listProgressUpdatesQuery = z.strictObject({
  projectId: idParameter.optional(),
  userId: idParameter.optional(),
  id: idParameters
    .optional()
    .describe(
      `only updates with these ids (\`?id=1&id=2\`, up to ${LARGEST_PAGE_SIZE}), without those that the caller may not read; without \`limit\`, all of them`,
    ),
  ...pageQuery,
});
export type ListProgressUpdatesQuery = z.infer<typeof listProgressUpdatesQuery>;

/** An update with the names of its author and its project. */
export const shownProgressUpdate = progressUpdate
  .extend({ userName: z.string(), projectName: z.string() })
  .meta({ id: 'ShownProgressUpdate' });
export type ShownProgressUpdate = z.infer<typeof shownProgressUpdate>;
export const progressUpdatePage = page(shownProgressUpdate);

/** The query of the signals of one update. */
export const signalsOfUpdateQuery = z.strictObject(pageQuery);
export type SignalsOfUpdateQuery = z.infer<typeof signalsOfUpdateQuery>;

export const editProgressUpdateBody = z.strictObject({ content: progressUpdateContent });
