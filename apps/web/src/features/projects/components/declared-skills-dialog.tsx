import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import { Sentence } from '#components/ui/user-text.tsx';
import { showStatus } from '#lib/status.ts';
import { toApiProblem } from '#lib/api/api-problem.ts';
import { useDeclareSkills } from '../api/declare-skills.ts';
import { listInWords } from '#lib/format/list-in-words.ts';
import { isolate } from '#lib/isolate.ts';
import { scopeChange } from '../scope-change.ts';
import type { ProjectDialogProps } from './edit-project-dialog.tsx';
import { FormDialog } from '#components/ui/form-dialog.tsx';
import { FormProblem } from '#components/ui/form-problem.tsx';
import { SkillSetField, type PickedSkill } from './skill-set-field.tsx';

/** Changes the declared skills, and shows the effect before it is saved. */
export function DeclaredSkillsDialog({ project, onClose }: ProjectDialogProps) {
  const [skills, setSkills] = useState<PickedSkill[]>(project.skills);
  const declare = useDeclareSkills(project.id);
  const { added, removed } = scopeChange(project.skills, skills);
  const [addedNames, removedNames] = [listInWords(added), listInWords(removed)];
  const problem = declare.isError ? toApiProblem(declare.error) : undefined;
  const projectName = isolate(project.name);
  const submit = () => {
    declare.mutate(
      { skillIds: skills.map(({ id }) => id) },
      {
        onSuccess: () => {
          showStatus({ text: t`Declared skills saved.`, tone: 'decided' });
          onClose();
        },
      },
    );
  };
  return (
    <FormDialog
      title={t`Declared skills of ${projectName}`}
      description={t`Joining, posting updates and completing create signals for these skills only.`}
      onClose={onClose}
      action={t`Save`}
      isBusy={declare.isPending}
      onSubmit={submit}
    >
      <SkillSetField value={skills} onChange={setSkills} error={problem?.messageOf('skillIds')} />
      <div role="status" className="grid gap-1 text-sm text-ink-muted">
        {added.length > 0 && (
          <p>
            <Trans>
              New updates will also create signals for <Sentence>{addedNames}</Sentence>. Earlier work creates no signals.
            </Trans>
          </p>
        )}
        {removed.length > 0 && (
          <p>
            <Trans>
              New updates will no longer create signals for <Sentence>{removedNames}</Sentence>. Existing signals are kept.
            </Trans>
          </p>
        )}
        {added.length + removed.length === 0 && (
          <p>
            <Trans>If you remove a skill, its existing signals are kept.</Trans>
          </p>
        )}
      </div>
      <FormProblem error={declare.error} fields={['skillIds']} />
    </FormDialog>
  );
}
