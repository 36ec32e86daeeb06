import type { ProfileItem } from '@skilltrace/contract';
import { LONGEST_NAME } from '@skilltrace/domain/limits';
import { useId, useState, type FormEvent } from 'react';
import { PersonPicker } from '#components/pickers/person-picker.tsx';
import { Button } from '#components/ui/button.tsx';
import { CopyField } from '#components/ui/copy-field.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Select } from '#components/ui/select.tsx';
import { toApiProblem } from '#lib/api/api-problem.ts';
import { localDay } from '#lib/days.ts';
import { isolate } from '#lib/isolate.ts';
import { useCreateToken } from '../api/create-token.ts';
import { expiresAt, type Expiry } from '../token-expiry.ts';

const OPTIONS: readonly { value: Expiry; label: string }[] = [
  { value: '30', label: 'In 30 days' },
  { value: '90', label: 'In 90 days' },
  { value: '365', label: 'In a year' },
  { value: 'day', label: 'On a day…' },
  { value: 'never', label: 'Never, until revoked' },
];

/** Makes an API token, and shows it once. */
export function AddTokenDialog({ onClose }: { onClose: () => void }) {
  const create = useCreateToken();
  const formId = useId();
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={create.data ? `The token “${isolate(create.data.name)}”` : 'Make an API token'}
      footer={
        create.data ? (
          <Button variant="primary" onClick={onClose}>
            Done
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" form={formId} variant="primary" isBusy={create.isPending}>
              Make the token
            </Button>
          </>
        )
      }
    >
      {create.data ? (
        <div className="grid gap-3">
          <CopyField label="Token" value={create.data.token} hint="Shown this once: only its fingerprint is kept." />
          <p className="text-ink-muted">
            Programs send it as <code className="font-mono text-sm">Authorization: Bearer skt_…</code>. Whoever has it acts as that person.
          </p>
        </div>
      ) : (
        <TokenForm id={formId} create={create} />
      )}
    </Dialog>
  );
}

function TokenForm({ id, create }: { id: string; create: ReturnType<typeof useCreateToken> }) {
  const [name, setName] = useState('');
  const [person, setPerson] = useState<ProfileItem | null>(null);
  const [expiry, setExpiry] = useState<Expiry>('90');
  const [today] = useState(() => localDay(new Date()));
  const [day, setDay] = useState(today);
  const problem = create.isError ? toApiProblem(create.error) : undefined;
  const [nameError, personError, expiryError] = ['name', 'profileId', 'expiresAt'].map((path) => problem?.messageOf(path));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!create.isPending) create.mutate({ name, profileId: person?.id, expiresAt: expiresAt(expiry, day, new Date()) });
  };
  return (
    <form id={id} onSubmit={submit} className="grid gap-4">
      <Field label="Name" isRequired error={nameError} hint="What uses it: “nightly export”.">
        <Input autoComplete="off" maxLength={LONGEST_NAME} value={name} onChange={(event) => setName(event.target.value)} />
      </Field>
      <Field label="Acts as" error={personError} hint="May do what this person may, no more and no less. You, if left empty.">
        <PersonPicker value={person} onChange={setPerson} />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Expires" error={expiry === 'day' ? undefined : expiryError}>
          <Select value={expiry} onChange={setExpiry} options={OPTIONS} />
        </Field>
        {expiry === 'day' && (
          <Field label="At the end of" isRequired error={expiryError}>
            <Input type="date" min={today} max="2199-12-31" value={day} onChange={(event) => setDay(event.target.value)} />
          </Field>
        )}
      </div>
      {problem && [nameError, personError, expiryError].every((error) => error === undefined) && (
        <p role="alert" className="text-failed">
          {problem.detail}
        </p>
      )}
    </form>
  );
}
