import { MENTORSHIP_STATUSES, SESSION_FOCUSES } from '@skilltrace/domain/mentorship/session';
import { z } from 'zod';
import { id, idParameter, timestamp, timestampOut } from './fields.ts';
import { page, pageQuery } from './page.ts';

export const sessionFocus = z.enum(SESSION_FOCUSES).meta({ id: 'SessionFocus' });
export type SessionFocus = z.infer<typeof sessionFocus>;

export const mentorshipStatus = z.enum(MENTORSHIP_STATUSES).meta({ id: 'MentorshipStatus' });
export type MentorshipStatus = z.infer<typeof mentorshipStatus>;

export const mentorshipSession = z
  .object({
    id: z.int(),
    internId: z.int(),
    internName: z.string(),
    mentorId: z.int(),
    mentorName: z.string(),
    sessionFocus,
    projectId: z.int().nullable(),
    projectName: z.string().nullable(),
    status: mentorshipStatus,
    scheduledAt: timestampOut.nullable(),
    completedAt: timestampOut.nullable(),
    createdAt: timestampOut,
  })
  .meta({ id: 'MentorshipSession' });
export type MentorshipSession = z.infer<typeof mentorshipSession>;

export const requestMentorshipBody = z.strictObject({
  internId: id.optional().describe('the person who requests the session; defaults to the caller. Only admins may set another person'),
  mentorId: id,
  sessionFocus,
  projectId: id.optional().describe('the project that the session is about'),
  scheduledAt: timestamp.optional(),
});
export type RequestMentorshipBody = z.infer<typeof requestMentorshipBody>;

export const updateMentorshipBody = z.strictObject({
  status: mentorshipStatus.optional(),
  scheduledAt: timestamp.nullable().optional().describe('null: not scheduled yet'),
});
export type UpdateMentorshipBody = z.infer<typeof updateMentorshipBody>;

export const listMentorshipSessionsQuery = z.strictObject({
  status: z
    .union([mentorshipStatus.transform((value) => [value]), z.array(mentorshipStatus).max(MENTORSHIP_STATUSES.length)])
    .optional()
    .describe('repeatable: sessions with any of these statuses'),
  profileId: idParameter.optional().describe('sessions with this person as intern or mentor'),
  ...pageQuery,
});
export type ListMentorshipSessionsQuery = z.infer<typeof listMentorshipSessionsQuery>;
export const mentorshipSessionPage = page(mentorshipSession);
