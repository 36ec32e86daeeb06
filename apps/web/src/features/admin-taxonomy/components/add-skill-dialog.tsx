import type { Skill } from '@skilltrace/contract';
import { LONGEST_NAME } from '@skilltrace/domain/limits';
import { useId, useState, type FormEvent } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { toApiProblem } from '#lib/api/api-problem.ts';
import { useCreateSkill } from '../api/create-skill.ts';
import { CategoryField } from './category-field.tsx';

export interface AddSkillDialogProps {
  /** What is looked at already. */
  category: string | undefined;
  onClose: () => void;
  onAdded: (skill: Skill) => void;
}

/** Adds a skill to the taxonomy. */
export function AddSkillDialog({ category: lookedAt = '', onClose, onAdded }: AddSkillDialogProps) {
  const formId = useId();
  const [name, setName] = useState('');
  const [category, setCategory] = useState(lookedAt);
  const create = useCreateSkill();
  const problem = create.isError ? toApiProblem(create.error) : undefined;
  const nameError = problem?.messageOf('name') ?? (problem?.code === 'CONFLICT' ? problem.detail : undefined);
  const categoryError = problem?.messageOf('category');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!create.isPending) create.mutate({ name, category }, { onSuccess: onAdded });
  };
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title="Add a skill"
      width="sm"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary" isBusy={create.isPending}>
            Add
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="grid gap-4">
        <Field label="Name" isRequired error={nameError} hint="Tags of assignments match it exactly, upper and lower case too.">
          <Input autoComplete="off" maxLength={LONGEST_NAME} value={name} onChange={(event) => setName(event.target.value)} />
        </Field>
        <CategoryField value={category} onChange={setCategory} error={categoryError} />
        {problem && nameError === undefined && categoryError === undefined && (
          <p role="alert" className="text-failed">
            {problem.detail}
          </p>
        )}
      </form>
    </Dialog>
  );
}
