import { z } from 'zod';
import { email, timestampOut } from './fields.ts';

export const erasePersonBody = z.strictObject({
  confirm: email.describe('the e-mail address of the person, typed again'),
});
export type ErasePersonBody = z.infer<typeof erasePersonBody>;

/** Somebody who was erased. The same for whoever was erased before. */
export const erasedPerson = z.object({ profileId: z.int(), erasedAt: timestampOut }).meta({ id: 'ErasedPerson' });
export type ErasedPerson = z.infer<typeof erasedPerson>;

const count = (what: string) => z.int().describe(what);

/** What erasing a person would do now, before it is done. */
export const erasurePreview = z
  .object({
    profileId: z.int(),
    name: z.string(),
    email: z.string(),
    erasedAt: timestampOut.nullable().describe('when it was done; null until then'),
    refusal: z.enum(['YOURSELF', 'LAST_ADMIN']).nullable().describe('why it would be refused to whoever asks'),
    ends: z.object({
      sessions: count('browsers that are signed in'),
      apiTokens: count('tokens that are not revoked'),
      assignments: count('active assignments'),
      pendingSuggestions: count('suggestions that wait for a decision, which go'),
      mentorshipSessions: count('sessions asked for or accepted, which are cancelled'),
    }),
    goes: z.object({
      progressUpdates: count('updates whose text goes; the updates themselves stay'),
      mentions: count('texts of others in which full name or e-mail address is replaced'),
    }),
    stays: z.object({
      signals: count('signals, as those of a former member'),
      validatedSkills: count('validated skills, likewise'),
      projectsLed: count('active projects that they lead, which need another Tech Lead'),
      keys: count('external ids, skills and tags that hold full name or e-mail address: keys are not changed'),
    }),
  })
  .meta({ id: 'ErasurePreview' });
export type ErasurePreview = z.infer<typeof erasurePreview>;
