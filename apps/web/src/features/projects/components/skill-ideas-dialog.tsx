import { t } from '@lingui/core/macro';
import { useState } from 'react';
import { Field } from '#components/ui/field.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { isolate } from '#lib/isolate.ts';
import { showStatus } from '#lib/status.ts';
import { useChangeProject } from '../api/change-project.ts';
import { ideasOf, skillIdeasOf } from '../scope-change.ts';
import type { ProjectDialogProps } from './edit-project-dialog.tsx';
import { FormDialog } from '#components/ui/form-dialog.tsx';
import { FormProblem } from '#components/ui/form-problem.tsx';

/** Edits the skill ideas, one per line. Other metadata of the project is kept. */
export function SkillIdeasDialog({ project, onClose }: ProjectDialogProps) {
  const [text, setText] = useState(skillIdeasOf(project.metadata).join('\n'));
  const change = useChangeProject(project.id);
  const projectName = isolate(project.name);
  const submit = () => {
    change.mutate(
      { metadata: { ...project.metadata, skill_ideas: ideasOf(text) } },
      {
        onSuccess: () => {
          showStatus({ text: t`Skill ideas saved.`, tone: 'decided' });
          onClose();
        },
      },
    );
  };
  return (
    <FormDialog title={t`Skill ideas of ${projectName}`} onClose={onClose} action={t`Save`} isBusy={change.isPending} onSubmit={submit}>
      <Field
        label={t`Ideas (one per line)`}
        hint={t`Skills that people would like to learn. Ideas do not create signals or declared skills.`}
      >
        <Textarea rows={5} value={text} onChange={(event) => setText(event.target.value)} />
      </Field>
      <FormProblem error={change.error} />
    </FormDialog>
  );
}
