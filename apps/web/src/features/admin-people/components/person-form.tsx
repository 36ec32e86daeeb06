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
  /** Being an admin has a dialog of its own for people who are there. */
  hasAdmin: boolean;
  problem: ApiProblem | undefined;
  onSubmit: (draft: PersonDraft) => void;
}

/** Name, e-mail address, title. What is wrong with one of them stands beside it; what was written stays. */
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
      <Field label="Name" isRequired error={nameError}>
        <Input autoComplete="off" maxLength={LONGEST_NAME} value={draft.name} onChange={(event) => set({ name: event.target.value })} />
      </Field>
      <Field label="E-mail address" isRequired error={emailError} hint="They sign in with it; imports know them by it.">
        <Input
          type="email"
          autoComplete="off"
          maxLength={LONGEST_ADDRESS}
          value={draft.email}
          onChange={(event) => set({ email: event.target.value })}
        />
      </Field>
      <Field label="Title" error={titleError} hint="What they do: “Backend engineer”. May stay empty.">
        <Input autoComplete="off" maxLength={LONGEST_NAME} value={draft.title} onChange={(event) => set({ title: event.target.value })} />
      </Field>
      {hasAdmin && (
        <Checkbox
          label="Admin"
          hint="Sees everybody’s charts, keeps taxonomy, people, tokens and imports."
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
