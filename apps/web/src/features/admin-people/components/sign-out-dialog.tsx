import { PersonConcerned } from '#components/pickers/person-facts.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { isolate } from '#lib/isolate.ts';
import { useEndSessions } from '../api/end-sessions.ts';
import { usePerson } from '../api/read-person.ts';

export interface SignOutDialogProps {
  personId: number;
  onClose: () => void;
  /** With a sentence of what was done. */
  onDone: (text: string) => void;
}

/** Asks before somebody else is signed out of every browser. */
export function SignOutDialog({ personId, onClose, onDone }: SignOutDialogProps) {
  const { data: person, error } = usePerson(personId);
  const end = useEndSessions();
  const name = person?.name ?? 'this person';
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={onClose}
      title={`Sign ${isolate(name)} out everywhere?`}
      action="Sign out"
      isBusy={end.isPending || !person}
      error={end.error}
      onConfirm={() => end.mutate(personId, { onSuccess: () => onDone(`${isolate(name)} is signed out everywhere`) })}
    >
      {error ? (
        <ErrorState error={error} />
      ) : (
        <div className="grid gap-2">
          {person && <PersonConcerned person={person} />}
          <p>Every browser in which they are signed in asks for their password again. What they had not sent yet stays in its tab.</p>
          <p>
            Password and API tokens stay as they are. To have them set another password, make an invitation link; tokens can be revoked.
          </p>
        </div>
      )}
    </ConfirmDialog>
  );
}
