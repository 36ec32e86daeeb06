import { t } from '@lingui/core/macro';
import type { Skill } from '@skilltrace/contract';
import { LONGEST_NAME } from '@skilltrace/domain/limits';
import { useState } from 'react';
import { Field } from '#components/ui/field.tsx';
import { FormDialog } from '#components/ui/form-dialog.tsx';
import { Input } from '#components/ui/input.tsx';
import { toApiProblem } from '#lib/api/api-problem.ts';
import { useCreateSkill } from '../api/create-skill.ts';
import { CategoryField } from './category-field.tsx';
import { DescriptionField } from './description-field.tsx';

export interface AddSkillDialogProps {
  /** The category of the current filter. */
  category: string | undefined;
  onClose: () => void;
  onAdded: (skill: Skill) => void;
}

/** Adds a skill to the taxonomy. */
export function AddSkillDialog({ category: filtered = '', onClose, onAdded }: AddSkillDialogProps) {
  const [name, setName] = useState('');
  const [category, setCategory] = useState(filtered);
  const [description, setDescription] = useState('');
  const create = useCreateSkill();
  const problem = create.isError ? toApiProblem(create.error) : undefined;
  const nameError = problem?.messageOf('name') ?? (problem?.code === 'CONFLICT' ? problem.detail : undefined);
  const [categoryError, descriptionError] = [problem?.messageOf('category'), problem?.messageOf('description')];
  return (
    <FormDialog
      onClose={onClose}
      title={t`Add skill`}
      width="sm"
      action={t`Add`}
      isBusy={create.isPending}
      onSubmit={() => create.mutate({ name, category, description: description.trim() || undefined }, { onSuccess: onAdded })}
    >
      <Field
        label={t`Name`}
        isRequired
        error={nameError}
        hint={t`Tags of assignments must match this name exactly, including upper and lower case.`}
      >
        <Input autoComplete="off" maxLength={LONGEST_NAME} value={name} onChange={(event) => setName(event.target.value)} />
      </Field>
      <CategoryField value={category} onChange={setCategory} error={categoryError} />
      <DescriptionField value={description} onChange={setDescription} error={descriptionError} />
      {problem && [nameError, categoryError, descriptionError].every((error) => error === undefined) && (
        <p role="alert" className="text-failed">
          {problem.detail}
        </p>
      )}
    </FormDialog>
  );
}
