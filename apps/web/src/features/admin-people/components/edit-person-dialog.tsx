import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { Profile, ProfileWithSkills } from '@skilltrace/contract';
import { useId, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { QueryView } from '#components/ui/query-view.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { toApiProblem } from '#lib/api/api-problem.ts';
import { isolate } from '#lib/isolate.ts';
import { usePerson } from '../api/read-person.ts';
import { useUpdatePerson } from '../api/update-person.ts';
import { PersonForm, type PersonDraft } from './person-form.tsx';

export interface EditPersonDialogProps {
  personId: number;
  onClose: () => void;
  onSaved: (person: Profile) => void;
}

/** Changes the name, the e-mail address and the title of a person. */
export function EditPersonDialog({ personId, onClose, onSaved }: EditPersonDialogProps) {
  const formId = useId();
  const person = usePerson(personId);
  const update = useUpdatePerson();
  const name = isolate(person.data?.name ?? '');
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={person.data ? t`Edit ${name}` : t`Edit person`}
      width="sm"
      footer={
        <>
          <Button onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          <Button type="submit" form={formId} variant="primary" isBusy={update.isPending} disabled={!person.data}>
            <Trans>Save</Trans>
          </Button>
        </>
      }
    >
      <QueryView query={person} skeleton={<Skeleton className="h-56" />}>
        {(loaded) => <LoadedForm key={loaded.id} formId={formId} person={loaded} update={update} onSaved={onSaved} />}
      </QueryView>
    </Dialog>
  );
}

interface LoadedFormProps {
  formId: string;
  person: ProfileWithSkills;
  update: ReturnType<typeof useUpdatePerson>;
  onSaved: EditPersonDialogProps['onSaved'];
}

function LoadedForm({ formId, person, update, onSaved }: LoadedFormProps) {
  const [before] = useState(person);
  const submit = ({ name, email, title }: PersonDraft) => {
    if (update.isPending) return;
    const wanted = title.trim() === '' ? null : title.trim();
    update.mutate(
      {
        id: before.id,
        name: name.trim() === before.name ? undefined : name,
        email: email.trim().toLowerCase() === before.email ? undefined : email,
        title: wanted === before.title ? undefined : wanted,
      },
      { onSuccess: onSaved },
    );
  };
  return (
    <PersonForm
      id={formId}
      initial={{ name: before.name, email: before.email ?? '', title: before.title ?? '', isAdmin: before.isAdmin ?? false }}
      hasAdmin={false}
      problem={update.isError ? toApiProblem(update.error) : undefined}
      onSubmit={submit}
    />
  );
}
