import { t } from '@lingui/core/macro';
import { LONGEST_ADDRESS, LONGEST_NAME } from '@skilltrace/domain/limits';
import { useState, type FormEvent } from 'react';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import type { ApiProblem } from '#lib/api/api-problem.ts';

export interface PersonDraft {
  name: string;
  email: string;
  title: string;
  isAdmin: boolean;
}

export interface PersonFormProps {
  id: string;
  initial: PersonDraft;
  /** Whether the form has the checkbox for admin rights. Those of an existing person are changed in a separate dialog. */
  hasAdmin: boolean;
  problem: ApiProblem | undefined;
  onSubmit: (draft: PersonDraft) => void;
}

/** Name, e-mail address and title, each with its error next to it. A rejected form keeps its input. */
export function PersonForm({ id, initial, hasAdmin, problem, onSubmit }: PersonFormProps) {
  const [draft, setDraft] = useState(initial);
  const set = (change: Partial<PersonDraft>) => setDraft((before) => ({ ...before, ...change }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit(draft);
  };
  const emailError = problem?.messageOf('email') ?? (problem?.code === 'CONFLICT' ? problem.detail : undefined);
  const [nameError, titleError] = [problem?.messageOf('name'), problem?.messageOf('title')];
  return (
    <form id={id} onSubmit={submit} className="grid gap-4">
      <Field label={t`Name`} isRequired error={nameError}>
        <Input autoComplete="off" maxLength={LONGEST_NAME} value={draft.name} onChange={(event) => set({ name: event.target.value })} />
      </Field>
      <Field label={t`E-mail address`} isRequired error={emailError} hint={t`For signing in, and for finding the person in imports.`}>
        <Input
          type="email"
          autoComplete="off"
          maxLength={LONGEST_ADDRESS}
          value={draft.email}
          onChange={(event) => set({ email: event.target.value })}
        />
      </Field>
      <Field label={t`Title`} error={titleError} hint={t`Optional. For example: “Backend engineer”.`}>
        <Input autoComplete="off" maxLength={LONGEST_NAME} value={draft.title} onChange={(event) => set({ title: event.target.value })} />
      </Field>
      {hasAdmin && (
        <Checkbox
          label={t`Admin`}
          hint={t`Admins see the charts of all people and manage the taxonomy, people, API tokens and imports.`}
          checked={draft.isAdmin}
          onChange={(isAdmin) => set({ isAdmin })}
        />
      )}
      {problem && emailError === undefined && nameError === undefined && titleError === undefined && (
        <p role="alert" className="text-failed">
          {problem.detail}
        </p>
      )}
    </form>
  );
}
