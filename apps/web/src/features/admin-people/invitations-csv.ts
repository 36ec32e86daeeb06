import { t } from '@lingui/core/macro';
import type { InvitationsOfPeople } from '@skilltrace/contract';
import { csvOf } from '#lib/csv.ts';

/** The links as a table for a mail merge. */
export const invitationsCsv = ({ invitations }: InvitationsOfPeople): string =>
  csvOf(
    [t`Name`, t`E-mail address`, t`Invitation link`, t`Expires`],
    invitations.map(({ name, email, url, expiresAt }) => [name, email, url, expiresAt]),
  );
