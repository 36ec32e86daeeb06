import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { Profile } from '@skilltrace/contract';
import { useId } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { toApiProblem } from '#lib/api/api-problem.ts';
import { useAddPerson } from '../api/add-person.ts';
import { PersonForm, type PersonDraft } from './person-form.tsx';

const EMPTY: PersonDraft = { name: '', email: '', title: '', isAdmin: false };

/** Adds a person. The person cannot sign in before an invitation. */
export function AddPersonDialog({ onClose, onAdded }: { onClose: () => void; onAdded: (person: Profile) => void }) {
  const formId = useId();
  const add = useAddPerson();
  const submit = ({ name, email, title, isAdmin }: PersonDraft) => {
    if (add.isPending) return;
    add.mutate({ name, email, isAdmin, title: title.trim() === '' ? undefined : title }, { onSuccess: onAdded });
  };
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t`Add person`}
      width="sm"
      footer={
        <>
          <Button onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          <Button type="submit" form={formId} variant="primary" isBusy={add.isPending}>
            <Trans>Add</Trans>
          </Button>
        </>
      }
    >
      <PersonForm id={formId} initial={EMPTY} hasAdmin problem={add.isError ? toApiProblem(add.error) : undefined} onSubmit={submit} />
    </Dialog>
  );
}
