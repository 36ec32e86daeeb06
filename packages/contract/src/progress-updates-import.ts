import { z } from 'zod';
import { issueOf } from './field-reasons.ts';
import { email, externalId, id, timestamp } from './fields.ts';
import { fieldErrors, problemParams } from './problem.ts';
import { progressUpdateContent } from './progress-updates.ts';

export const IMPORT_MEDIA_TYPE = 'application/x-ndjson';

/** A line of an import: an update about work at some time in the past. */
export const importedProgressUpdate = z
  .strictObject({
    projectId: id.optional(),
    projectExternalId: externalId.optional(),
    userId: id.optional(),
    email: email.optional(),
    content: progressUpdateContent,
    externalId: externalId
      .optional()
      .describe('unique within the project; without it, one is derived from project, person, time and content'),
    createdAt: timestamp.optional().describe('time of the work, not in the future; optional if there is an externalId'),
  })
  .refine(
    (line) => (line.projectId === undefined) !== (line.projectExternalId === undefined),
    issueOf('name the project by either projectId or projectExternalId'),
  )
  .refine((line) => (line.userId === undefined) !== (line.email === undefined), issueOf('name the person by either userId or email'))
  .refine((line) => line.externalId !== undefined || line.createdAt !== undefined, issueOf('give an externalId, a createdAt or both'))
  .meta({ id: 'ImportedProgressUpdate' });
export type ImportedProgressUpdate = z.infer<typeof importedProgressUpdate>;

/** The results of the lines, not counting blank ones. `errors` contains the first 100 rejected lines. */
export const importReport = z
  .object({
    imported: z.int(),
    duplicates: z.int().describe('lines whose update already exists'),
    rejected: z.int(),
    signals: z.int().describe('number of new signals in the ledger'),
    errors: z.array(
      z.object({
        line: z.int().describe('counted from 1'),
        code: z.string(),
        message: z.string(),
        reason: z.string().optional().describe('the name of the sentence in `message`; left out where `errors` says it'),
        params: problemParams.optional(),
        errors: fieldErrors.optional().describe('what is wrong with which field of the line, up to five'),
      }),
    ),
  })
  .meta({ id: 'ImportReport' });
export type ImportReport = z.infer<typeof importReport>;
