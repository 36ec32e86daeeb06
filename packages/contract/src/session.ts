import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from '@skilltrace/domain/limits';
import { z } from 'zod';
import { email, text } from './fields.ts';

/** A new password. The password in a sign-in may be shorter, because it is then simply wrong. */
export const newPassword = text(SHORTEST_PASSWORD, LONGEST_PASSWORD);

export const signInBody = z.strictObject({ email, password: text(1, LONGEST_PASSWORD) });
export type SignInBody = z.infer<typeof signInBody>;

export const signedInProfile = z
  .object({
    id: z.int(),
    name: z.string(),
    email: z.string(),
    isAdmin: z.boolean(),
  })
  .meta({ id: 'SignedInProfile' });
export type SignedInProfile = z.infer<typeof signedInProfile>;

export const session = z
  .object({
    profile: signedInProfile,
    leads: z.array(z.int()).describe('ids of the projects that the caller leads'),
    maySeeSkills: z
      .boolean()
      .describe('true if the caller may see the skills of all people: as Tech Lead of an active project, or as an admin'),
    signedInWith: z
      .enum(['password', 'demo', 'token'])
      .describe('demo: as a persona of the demo without a password; token: with an API token'),
    language: z.string().nullable().describe('the language that the person chose for the pages; null: the language of the browser'),
  })
  .meta({ id: 'Session' });
export type Session = z.infer<typeof session>;

export const changePasswordBody = z.strictObject({
  currentPassword: text(1, LONGEST_PASSWORD),
  newPassword,
});
export type ChangePasswordBody = z.infer<typeof changePasswordBody>;
