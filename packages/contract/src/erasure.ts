import { z } from 'zod';
import { email, timestampOut } from './fields.ts';

export const erasePersonBody = z.strictObject({
  confirm: email.describe('the e-mail address of the person, as a confirmation'),
});
export type ErasePersonBody = z.infer<typeof erasePersonBody>;

/** An erased person. Erasing a person again returns the same result. */
export const erasedPerson = z.object({ profileId: z.int(), erasedAt: timestampOut }).meta({ id: 'ErasedPerson' });
export type ErasedPerson = z.infer<typeof erasedPerson>;

const count = (what: string) => z.int().describe(what);

/** What erasing a person would change. */
export const erasurePreview = z
  .object({
    profileId: z.int(),
    name: z.string(),
    email: z.string(),
    erasedAt: timestampOut.nullable().describe('time of the erasure; null if the person was not erased'),
    refusal: z.enum(['YOURSELF', 'LAST_ADMIN']).nullable().describe('reason why this caller cannot erase the person'),
    ends: z.object({
      sessions: count('signed-in browsers'),
      apiTokens: count('tokens that are not revoked'),
      assignments: count('active assignments'),
      pendingSuggestions: count('suggestions that wait for a decision; they are deleted'),
      mentorshipSessions: count('pending or accepted sessions; they are canceled'),
    }),
    goes: z.object({
      progressUpdates: count('updates whose text is deleted; the updates remain'),
      comments: count('comments on decisions by or about this person whose text is deleted; the decisions remain'),
      savedViews: count('views that this person saved; they are deleted, also for projects that they are shared with'),
      skillProposals: count('proposed skills of the person, with their answers'),
      mentions: count('texts of other people in which the full name or the e-mail address is replaced'),
    }),
    stays: z.object({
      signals: count('signals; they remain as those of a former member'),
      validatedSkills: count('validated skills; they remain as those of a former member'),
      projectsLed: count('active projects led by this person, which need another Tech Lead'),
      keys: count('external ids, skills and tags that contain the full name or the e-mail address; they are not changed'),
    }),
  })
  .meta({ id: 'ErasurePreview' });
export type ErasurePreview = z.infer<typeof erasurePreview>;
