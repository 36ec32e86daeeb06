import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { AffectedPerson } from '#components/pickers/person-facts.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { isolate } from '#lib/isolate.ts';
import { useEndSessions } from '../api/end-sessions.ts';
import { usePerson } from '../api/read-person.ts';

export interface SignOutDialogProps {
  personId: number;
  onClose: () => void;
  /** Receives the status message. */
  onDone: (text: string) => void;
}

/** Asks before an admin ends all sessions of another person. */
export function SignOutDialog({ personId, onClose, onDone }: SignOutDialogProps) {
  const { data: person, error } = usePerson(personId);
  const end = useEndSessions();
  const name = isolate(person?.name ?? t({ message: 'this person', comment: 'Takes the place of a name while it loads' }));
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={onClose}
      title={t`Sign ${name} out of all sessions?`}
      action={t`Sign out`}
      isBusy={end.isPending || !person}
      error={end.error}
      onConfirm={() => end.mutate(personId, { onSuccess: () => onDone(t`${name} was signed out of all sessions`) })}
    >
      {error ? (
        <ErrorState error={error} />
      ) : (
        <div className="grid gap-2">
          {person && <AffectedPerson person={person} />}
          <p>
            <Trans>All browsers of this person must sign in again. Text that was not sent stays in its browser tab.</Trans>
          </p>
          <p>
            <Trans>
              The password and the API tokens keep working. To require a new password, create an invitation link. You can revoke tokens on
              the API tokens page.
            </Trans>
          </p>
        </div>
      )}
    </ConfirmDialog>
  );
}
