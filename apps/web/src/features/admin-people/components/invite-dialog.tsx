import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { AffectedPerson } from '#components/pickers/person-facts.tsx';
import { Button } from '#components/ui/button.tsx';
import { CopyField } from '#components/ui/copy-field.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { UserText } from '#components/ui/user-text.tsx';
import { toApiProblem } from '#lib/api/api-problem.ts';
import { exactTime } from '#lib/format/time.ts';
import { isolate } from '#lib/isolate.ts';
import { useInvite } from '../api/invite.ts';
import { usePerson } from '../api/read-person.ts';

/** Creates an invitation link for a person. The link is shown only once. */
export function InviteDialog({ personId, onClose }: { personId: number; onClose: () => void }) {
  const person = usePerson(personId);
  const invite = useInvite();
  const name = person.data?.name ?? t({ message: 'this person', comment: 'Takes the place of a name while it loads' });
  const shownName = isolate(name);
  const invited = <UserText>{name}</UserText>;
  const expiry = invite.data && <time dateTime={invite.data.expiresAt}>{exactTime(invite.data.expiresAt)}</time>;
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={person.data ? t`Invite ${shownName}` : t`Invite person`}
      footer={
        invite.data ? (
          <Button variant="primary" onClick={onClose}>
            <Trans>Done</Trans>
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>
              <Trans>Cancel</Trans>
            </Button>
            <Button variant="primary" isBusy={invite.isPending} disabled={!person.data} onClick={() => invite.mutate(personId)}>
              <Trans>Create link</Trans>
            </Button>
          </>
        )
      }
    >
      {person.error ? (
        <ErrorState error={person.error} onRetry={() => void person.refetch()} />
      ) : invite.data ? (
        <div className="grid gap-3">
          <CopyField
            label={t`Invitation link`}
            value={invite.data.url}
            hint={t`This link is shown only once. Copy it and send it to the person: Skilltrace does not send e-mail.`}
          />
          <p className="text-ink-muted">
            <Trans>
              The link works once, until {expiry}. Anyone who has it can set the password of {invited}.
            </Trans>
          </p>
        </div>
      ) : (
        <div className="grid gap-2">
          {person.data && <AffectedPerson person={person.data} />}
          <p className="text-ink-muted">
            <Trans>
              With an invitation link, {invited} sets a password and can then sign in. The link works once, for seven days. A previous link
              stops working. A previous password works until the new link is used.
            </Trans>
          </p>
        </div>
      )}
      {invite.isError && (
        <p role="alert" className="mt-3 text-failed">
          {toApiProblem(invite.error).detail}
        </p>
      )}
    </Dialog>
  );
}
