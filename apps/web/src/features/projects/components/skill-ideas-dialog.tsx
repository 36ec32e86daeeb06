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

/** Skill ideas, one a line. Whatever else the metadata holds stays. */
export function SkillIdeasDialog({ project, onClose }: ProjectDialogProps) {
  const [text, setText] = useState(skillIdeasOf(project.metadata).join('\n'));
  const change = useChangeProject(project.id);
  const submit = () => {
    change.mutate(
      { metadata: { ...project.metadata, skill_ideas: ideasOf(text) } },
      {
        onSuccess: () => {
          showStatus({ text: 'The skill ideas are saved.', tone: 'decided' });
          onClose();
        },
      },
    );
  };
  return (
    <FormDialog
      title={`Skill ideas of ${isolate(project.name)}`}
      onClose={onClose}
      action="Save"
      isBusy={change.isPending}
      onSubmit={submit}
    >
      <Field label="Ideas, one a line" hint="What someone would like to learn. An idea never becomes a signal, nor a declared skill.">
        <Textarea rows={5} value={text} onChange={(event) => setText(event.target.value)} />
      </Field>
      <FormProblem error={change.error} />
    </FormDialog>
  );
}
