import type { Skill } from '@skilltrace/contract';
import { LONGEST_NAME } from '@skilltrace/domain/limits';
import { useState } from 'react';
import { Field } from '#components/ui/field.tsx';
import { FormDialog } from '#components/ui/form-dialog.tsx';
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
  const [name, setName] = useState('');
  const [category, setCategory] = useState(lookedAt);
  const create = useCreateSkill();
  const problem = create.isError ? toApiProblem(create.error) : undefined;
  const nameError = problem?.messageOf('name') ?? (problem?.code === 'CONFLICT' ? problem.detail : undefined);
  const categoryError = problem?.messageOf('category');
  return (
    <FormDialog
      onClose={onClose}
      title="Add a skill"
      width="sm"
      action="Add"
      isBusy={create.isPending}
      onSubmit={() => create.mutate({ name, category }, { onSuccess: onAdded })}
    >
      <Field label="Name" isRequired error={nameError} hint="Tags of assignments match it exactly, upper and lower case too.">
        <Input autoComplete="off" maxLength={LONGEST_NAME} value={name} onChange={(event) => setName(event.target.value)} />
      </Field>
      <CategoryField value={category} onChange={setCategory} error={categoryError} />
      {problem && nameError === undefined && categoryError === undefined && (
        <p role="alert" className="text-failed">
          {problem.detail}
        </p>
      )}
    </FormDialog>
  );
}
