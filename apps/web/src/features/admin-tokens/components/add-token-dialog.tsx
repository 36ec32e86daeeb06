import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { ProfileItem } from '@skilltrace/contract';
import { LONGEST_NAME } from '@skilltrace/domain/limits';
import { useId, useState, type FormEvent } from 'react';
import { PersonPicker } from '#components/pickers/person-picker.tsx';
import { Button } from '#components/ui/button.tsx';
import { CopyField } from '#components/ui/copy-field.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { DateInput } from '#components/ui/date-input.tsx';
import { Input } from '#components/ui/input.tsx';
import { Select } from '#components/ui/select.tsx';
import { toApiProblem } from '#lib/api/api-problem.ts';
import { localDay } from '#lib/days.ts';
import { isolate } from '#lib/isolate.ts';
import { useCreateToken } from '../api/create-token.ts';
import { expiresAt, type Expiry } from '../token-expiry.ts';

const expiryOptions = (): readonly { value: Expiry; label: string }[] => [
  { value: '30', label: t`In 30 days` },
  { value: '90', label: t`In 90 days` },
  { value: '365', label: t`In one year` },
  { value: 'day', label: t`On a date…` },
  { value: 'never', label: t`Never` },
];

/** Creates an API token and shows it once. */
export function AddTokenDialog({ onClose }: { onClose: () => void }) {
  const create = useCreateToken();
  const formId = useId();
  const name = isolate(create.data?.name ?? '');
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={create.data ? t`API token “${name}”` : t`Create API token`}
      footer={
        create.data ? (
          <Button variant="primary" onClick={onClose}>
            <Trans>Done</Trans>
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>
              <Trans>Cancel</Trans>
            </Button>
            <Button type="submit" form={formId} variant="primary" isBusy={create.isPending}>
              <Trans>Create token</Trans>
            </Button>
          </>
        )
      }
    >
      {create.data ? (
        <div className="grid gap-3">
          <CopyField
            label={t`Token`}
            value={create.data.token}
            hint={t`The token is shown only once. Copy it now: the server stores only a hash of it.`}
          />
          <p className="text-ink-muted">
            <Trans>
              Programs send it as <code className="font-mono text-sm">Authorization: Bearer skt_…</code>. Anyone who has the token acts as
              this person.
            </Trans>
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
      <Field label={t`Name`} isRequired error={nameError} hint={t`The program that uses the token. For example: “nightly export”.`}>
        <Input autoComplete="off" maxLength={LONGEST_NAME} value={name} onChange={(event) => setName(event.target.value)} />
      </Field>
      <Field
        label={t`Acts as`}
        error={personError}
        hint={t`The token has the same rights as this person. Leave empty to create a token for yourself.`}
      >
        <PersonPicker value={person} onChange={setPerson} />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t`Expires`} error={expiry === 'day' ? undefined : expiryError}>
          <Select value={expiry} onChange={setExpiry} options={expiryOptions()} />
        </Field>
        {expiry === 'day' && (
          <Field label={t`Last valid day`} isRequired error={expiryError}>
            <DateInput min={today} max="2199-12-31" value={day} onChange={(event) => setDay(event.target.value)} />
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
