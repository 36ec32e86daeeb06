import { z } from 'zod';
import { timestampOut } from './fields.ts';
import { newPassword } from './session.ts';

export const invitation = z
  .object({
    url: z.string().describe('link with which the person can set a password once'),
    expiresAt: timestampOut,
  })
  .meta({ id: 'Invitation' });
export type Invitation = z.infer<typeof invitation>;

/** The code in the link: 32 random bytes. Any other text is treated as an unknown code. */
export const invitationCode = z.string().max(200);

export const acceptInvitationBody = z.strictObject({ password: newPassword });
