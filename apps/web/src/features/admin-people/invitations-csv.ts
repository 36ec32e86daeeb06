import { t } from '@lingui/core/macro';
import type { InvitationsOfPeople } from '@skilltrace/contract';
import { csvText } from '@skilltrace/domain/text/csv';

/** The links as a table for a mail merge. */
export const invitationsCsv = ({ invitations }: InvitationsOfPeople): string =>
  csvText(
    [t`Name`, t`E-mail address`, t`Invitation link`, t`Expires`],
    invitations.map(({ name, email, url, expiresAt }) => [name, email, url, expiresAt]),
  );
