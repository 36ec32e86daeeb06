import { z } from 'zod';
import { timestampOut } from './fields.ts';
import { newPassword } from './session.ts';

export const invitation = z
  .object({
    url: z.string().describe('the link with which the person sets a password, once'),
    expiresAt: timestampOut,
  })
  .meta({ id: 'Invitation' });
export type Invitation = z.infer<typeof invitation>;

/** The code in the link: 32 random bytes. Anything else in its place is a code that does not exist. */
export const invitationCode = z.string().max(200);

export const acceptInvitationBody = z.strictObject({ password: newPassword });
