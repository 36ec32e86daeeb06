import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { Skill } from '@skilltrace/contract';
import { LONGEST_NAME } from '@skilltrace/domain/limits';
import { useId, useState, type FormEvent } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { QueryView } from '#components/ui/query-view.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { toApiProblem } from '#lib/api/api-problem.ts';
import { isolate } from '#lib/isolate.ts';
import { useSkill } from '../api/read-skill.ts';
import { useSkillUsage } from '../api/skill-usage.ts';
import { useUpdateSkill } from '../api/update-skill.ts';
import { afterRenaming } from '../skill-consequences.ts';
import { CategoryField } from './category-field.tsx';
import { Consequences } from './consequences.tsx';
import { DescriptionField } from './description-field.tsx';

export interface EditSkillDialogProps {
  skillId: number;
  onClose: () => void;
  onSaved: (before: Skill, after: Skill) => void;
}

/** Changes a skill: its name, category, description and aliases. Shows the consequences of a new name before it is saved. */
export function EditSkillDialog({ skillId, onClose, onSaved }: EditSkillDialogProps) {
  const skill = useSkill(skillId);
  const usage = useSkillUsage(skillId);
  const formId = useId();
  const update = useUpdateSkill();
  const name = isolate(skill.data?.name ?? '');
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={skill.data ? t`Edit ${name}` : t`Edit skill`}
      footer={
        <>
          <Button onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          <Button type="submit" form={formId} variant="primary" isBusy={update.isPending} disabled={!skill.data}>
            <Trans>Save</Trans>
          </Button>
        </>
      }
    >
      <QueryView query={skill} skeleton={<Skeleton className="h-36" />}>
        {(loaded) => <EditSkillForm key={loaded.id} formId={formId} skill={loaded} usage={usage} update={update} onSaved={onSaved} />}
      </QueryView>
    </Dialog>
  );
}

interface EditSkillFormProps {
  formId: string;
  skill: Skill;
  usage: ReturnType<typeof useSkillUsage>;
  update: ReturnType<typeof useUpdateSkill>;
  onSaved: EditSkillDialogProps['onSaved'];
}

function EditSkillForm({ formId, skill, usage, update, onSaved }: EditSkillFormProps) {
  // The values when the dialog opened. A refetch must not change what counts as an edit.
  const [before] = useState(skill);
  const [name, setName] = useState(skill.name);
  const [category, setCategory] = useState(skill.category);
  const previousName = isolate(before.name);
  const [description, setDescription] = useState(skill.description ?? '');
  const [aliases, setAliases] = useState(skill.aliases.join('\n'));
  const isRenamed = name.trim() !== before.name && name.trim() !== '';
  const problem = update.isError ? toApiProblem(update.error) : undefined;
  const nameError = problem?.messageOf('name') ?? (problem?.code === 'CONFLICT' && isRenamed ? problem.detail : undefined);
  const [categoryError, descriptionError] = [problem?.messageOf('category'), problem?.messageOf('description')];
  const aliasesError =
    problem?.messageOf('aliases') ??
    problem?.errors.find(({ path }) => path.startsWith('aliases.'))?.message ??
    (problem?.code === 'CONFLICT' && !isRenamed ? problem.detail : undefined);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (update.isPending) return;
    const names = linesOf(aliases);
    const change = {
      name: name.trim() === before.name ? undefined : name,
      category: category.trim() === before.category ? undefined : category,
      description: description.trim() === (before.description ?? '') ? undefined : description.trim() || null,
      aliases: names.join('\n') === before.aliases.join('\n') ? undefined : names,
    };
    if (Object.values(change).every((value) => value === undefined)) return onSaved(before, before);
    update.mutate({ id: before.id, ...change }, { onSuccess: (after) => onSaved(before, after) });
  };
  return (
    <form id={formId} onSubmit={submit} className="grid gap-4">
      <Field label={t`Name`} isRequired error={nameError}>
        <Input autoComplete="off" maxLength={LONGEST_NAME} value={name} onChange={(event) => setName(event.target.value)} />
      </Field>
      <CategoryField value={category} onChange={setCategory} error={categoryError} />
      <DescriptionField value={description} onChange={setDescription} error={descriptionError} />
      <Field
        label={t`Aliases, one per line`}
        error={aliasesError}
        hint={t`Former and other names. Imports and searches find the skill by them. If you remove one, imports no longer recognize it.`}
      >
        <Textarea rows={2} value={aliases} onChange={(event) => setAliases(event.target.value)} />
      </Field>
      <div aria-live="polite">
        {!isRenamed ? (
          <p className="text-sm text-ink-faint">
            <Trans>If you change the name, the consequences are listed here before you save.</Trans>
          </p>
        ) : (
          <QueryView query={usage} skeleton={<Skeleton className="h-20" />}>
            {(counts) => <Consequences title={t`Renaming “${previousName}”`} sentences={afterRenaming(counts, before.name, name.trim())} />}
          </QueryView>
        )}
      </div>
      {problem && [nameError, categoryError, descriptionError, aliasesError].every((error) => error === undefined) && (
        <p role="alert" className="text-failed">
          {problem.detail}
        </p>
      )}
    </form>
  );
}

const linesOf = (text: string): string[] => [
  ...new Set(
    text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  ),
];
