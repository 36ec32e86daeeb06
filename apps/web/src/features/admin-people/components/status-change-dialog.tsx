import type { Profile } from '@skilltrace/contract';
import { AffectedPerson } from '#components/pickers/person-facts.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { Sentence } from '#components/ui/user-text.tsx';
import { usePerson } from '../api/read-person.ts';
import { useUpdatePerson } from '../api/update-person.ts';
import { statusChangeWords, type StatusChange } from '../status-change-words.ts';

export interface StatusChangeDialogProps {
  personId: number;
  /** `admin` grants admin rights, or removes them from an admin. */
  about: 'leave' | 'return' | 'admin';
  isSelf: boolean;
  onClose: () => void;
  onDone: (person: Profile, text: string) => void;
}

const CHANGE = {
  leave: { isActive: false },
  return: { isActive: true },
  makeAdmin: { isAdmin: true },
  takeAdmin: { isAdmin: false },
};

/** Asks before a person is deactivated or reactivated, or admin rights change, and lists the consequences. */
export function StatusChangeDialog({ personId, about, isSelf, onClose, onDone }: StatusChangeDialogProps) {
  const { data: person, error } = usePerson(personId);
  const update = useUpdatePerson();
  const change: StatusChange = about === 'admin' ? (person?.isAdmin ? 'takeAdmin' : 'makeAdmin') : about;
  const words = statusChangeWords(change, {
    name: person?.name,
    assignments: person?.currentAssignments.length ?? 0,
    isSelf,
  });
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={onClose}
      title={words.title}
      action={words.action}
      isDanger={change === 'leave'}
      isBusy={update.isPending || !person}
      error={update.error}
      onConfirm={() => update.mutate({ id: personId, ...CHANGE[change] }, { onSuccess: (after) => onDone(after, words.done) })}
    >
      {error ? (
        <ErrorState error={error} />
      ) : (
        <div className="grid min-h-24 content-start gap-2">
          {person && <AffectedPerson person={person} />}
          {person ? (
            words.sentences.map((sentence) => (
              <p key={sentence}>
                <Sentence>{sentence}</Sentence>
              </p>
            ))
          ) : (
            <Skeleton className="h-24" />
          )}
        </div>
      )}
    </ConfirmDialog>
  );
}
