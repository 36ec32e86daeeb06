import { MOST_INVITATIONS } from '@skilltrace/domain/limits';
import { z } from 'zod';
import { id, timestampOut } from './fields.ts';
import { newPassword } from './session.ts';

export const invitation = z
  .object({
    url: z.string().describe('link with which the person can set a password once'),
    expiresAt: timestampOut,
  })
  .meta({ id: 'Invitation' });
export type Invitation = z.infer<typeof invitation>;

export const invitePeopleBody = z.strictObject({
  profileIds: z.array(id).min(1).max(MOST_INVITATIONS).describe('duplicates count once'),
});
export type InvitePeopleBody = z.infer<typeof invitePeopleBody>;

const person = { profileId: z.int(), name: z.string(), email: z.string() };

/** Why a person gets no invitation with many others. A single invitation is possible for a person who can sign in. */
export const invitationRefusal = z.enum(['CAN_SIGN_IN', 'INACTIVE', 'UNKNOWN']).meta({ id: 'InvitationRefusal' });
export type InvitationRefusal = z.infer<typeof invitationRefusal>;

/** The invitations of one request, by name. Each link is shown only in this response. */
export const invitationsOfPeople = z
  .object({
    invitations: z.array(invitation.extend(person)),
    skipped: z.array(z.object({ ...person, name: person.name.nullable(), email: person.email.nullable(), reason: invitationRefusal })),
  })
  .meta({ id: 'InvitationsOfPeople' });
export type InvitationsOfPeople = z.infer<typeof invitationsOfPeople>;

/** The code in the link: 32 random bytes. Any other text is treated as an unknown code. */
export const invitationCode = z.string().max(200);

export const acceptInvitationBody = z.strictObject({ password: newPassword });
