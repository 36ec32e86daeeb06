import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { ErasurePreview } from '@skilltrace/contract';
import { useId, useState, type FormEvent } from 'react';
import { AffectedPerson } from '#components/pickers/person-facts.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { QueryView } from '#components/ui/query-view.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { toApiProblem } from '#lib/api/api-problem.ts';
import { isolate } from '#lib/isolate.ts';
import { useErasePerson } from '../api/erase-person.ts';
import { useErasurePreview } from '../api/read-erasure-preview.ts';
import { erasureWords } from '../erasure-words.ts';

export interface ErasePersonDialogProps {
  personId: number;
  onClose: () => void;
  onErased: (text: string) => void;
}

const refusalInWords = (refusal: NonNullable<ErasurePreview['refusal']>): string =>
  refusal === 'YOURSELF'
    ? t`You cannot erase yourself. Ask another admin to do it.`
    : t`This is the last active admin. Make another person an admin first.`;

/** Shows what erasing a person does, and requires the e-mail address of the person as a confirmation. */
export function ErasePersonDialog({ personId, onClose, onErased }: ErasePersonDialogProps) {
  const formId = useId();
  const preview = useErasurePreview(personId);
  const erase = useErasePerson();
  const name = isolate(preview.data?.name ?? t({ message: 'this person', comment: 'Takes the place of a name while it loads' }));
  const mayErase = preview.data?.refusal === null && preview.data.erasedAt === null;
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t`Erase ${name}?`}
      footer={
        <>
          <Button onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          <Button type="submit" form={formId} variant="danger" isBusy={erase.isPending} disabled={!mayErase}>
            <Trans>Erase permanently</Trans>
          </Button>
        </>
      }
    >
      <QueryView query={preview} skeleton={<Skeleton className="h-80" />}>
        {(loaded) => <Consequences formId={formId} preview={loaded} erase={erase} onErased={onErased} />}
      </QueryView>
    </Dialog>
  );
}

interface ConsequencesProps {
  formId: string;
  preview: ErasurePreview;
  erase: ReturnType<typeof useErasePerson>;
  onErased: ErasePersonDialogProps['onErased'];
}

function Consequences({ formId, preview, erase, onErased }: ConsequencesProps) {
  const { profileId, name, email, erasedAt, refusal } = preview;
  const [typed, setTyped] = useState('');
  const [isWrong, setIsWrong] = useState(false);
  if (erasedAt !== null)
    return (
      <p>
        <Trans>This person has already been erased.</Trans>
      </p>
    );
  if (refusal !== null) return <p role="alert">{refusalInWords(refusal)}</p>;
  const words = erasureWords(preview);
  const [shownName, shownEmail] = [isolate(name), isolate(email)];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const isSame = typed.trim().toLowerCase() === email;
    setIsWrong(!isSame);
    if (isSame && !erase.isPending)
      erase.mutate(
        { id: profileId, confirm: typed },
        { onSuccess: () => onErased(t`${shownName} was erased. All signals and validated skills are kept.`) },
      );
  };
  return (
    <form id={formId} className="grid gap-4" onSubmit={submit} noValidate>
      <div className="grid gap-3 text-ink-muted">
        <AffectedPerson person={{ id: profileId, name }} />
        <p className="font-medium text-ink">
          <Trans>This cannot be undone.</Trans>
        </p>
        <Sentences title={t`What will be deleted or ended`} sentences={words.goes} />
        <Sentences title={t`What will be kept`} sentences={words.stays} />
        <Sentences title={t`Not covered`} sentences={words.notes} />
      </div>
      <Field
        label={t`Type ${shownEmail} to confirm`}
        error={isWrong ? t`This is not the e-mail address of this person.` : undefined}
        isRequired
      >
        <Input
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
        />
      </Field>
      {erase.isError && (
        <p role="alert" className="text-failed">
          {toApiProblem(erase.error).detail}
        </p>
      )}
    </form>
  );
}

function Sentences({ title, sentences }: { title: string; sentences: readonly string[] }) {
  return (
    <section>
      <h3 className="text-sm font-medium text-ink">{title}</h3>
      <ul className="list-disc ps-5">
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </section>
  );
}
