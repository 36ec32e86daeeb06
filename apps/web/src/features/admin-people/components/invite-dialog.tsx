import { PersonConcerned } from '#components/pickers/person-facts.tsx';
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

/** Makes an invitation link for a person. It is shown here and never again. */
export function InviteDialog({ personId, onClose }: { personId: number; onClose: () => void }) {
  const person = usePerson(personId);
  const invite = useInvite();
  const name = person.data?.name ?? 'this person';
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={person.data ? `Invite ${isolate(name)}` : 'Invite'}
      footer={
        invite.data ? (
          <Button variant="primary" onClick={onClose}>
            Done
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>Not now</Button>
            <Button variant="primary" isBusy={invite.isPending} disabled={!person.data} onClick={() => invite.mutate(personId)}>
              Make a link
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
            label="Invitation link"
            value={invite.data.url}
            hint="Shown this once. Send it to them yourself: nothing is sent from here."
          />
          <p className="text-ink-muted">
            It works once, until <time dateTime={invite.data.expiresAt}>{exactTime(invite.data.expiresAt)}</time>. Whoever has it can set{' '}
            <UserText>{name}</UserText>’s password.
          </p>
        </div>
      ) : (
        <div className="grid gap-2">
          {person.data && <PersonConcerned person={person.data} />}
          <p className="text-ink-muted">
            With an invitation link <UserText>{name}</UserText> sets a password and can then sign in. It works once, for seven days. A link
            that was made before stops working; a password that was set before holds until the link is used.
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
