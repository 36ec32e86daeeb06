import { z } from 'zod';
import { id, idParameter, timestamp, timestampOut } from './fields.ts';
import { page, pageQuery } from './page.ts';

export const sessionFocus = z
  .enum(['project_support', 'technical_guidance', 'career_guidance', 'life_leadership', 'alumni_advice'])
  .meta({ id: 'SessionFocus' });
export type SessionFocus = z.infer<typeof sessionFocus>;

export const mentorshipStatus = z.enum(['pending', 'accepted', 'declined', 'completed', 'cancelled']).meta({ id: 'MentorshipStatus' });
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
  internId: id.optional().describe('admins only, unless it is the caller: who asks; the caller if left out'),
  mentorId: id,
  sessionFocus,
  projectId: id.optional().describe('the project that it is about'),
  scheduledAt: timestamp.optional(),
});
export type RequestMentorshipBody = z.infer<typeof requestMentorshipBody>;

export const updateMentorshipBody = z.strictObject({
  status: mentorshipStatus.optional(),
  scheduledAt: timestamp.nullable().optional().describe('null: no time yet'),
});
export type UpdateMentorshipBody = z.infer<typeof updateMentorshipBody>;

const MOST_STATUSES = mentorshipStatus.options.length;

export const listMentorshipSessionsQuery = z.strictObject({
  status: z
    .union([mentorshipStatus.transform((value) => [value]), z.array(mentorshipStatus).max(MOST_STATUSES)])
    .optional()
    .describe('repeatable: sessions in any of these states'),
  profileId: idParameter.optional().describe('sessions that this person is part of'),
  ...pageQuery,
});
export type ListMentorshipSessionsQuery = z.infer<typeof listMentorshipSessionsQuery>;
export const mentorshipSessionPage = page(mentorshipSession);
