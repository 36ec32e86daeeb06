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

/** Changes the scope, and says what follows before it is saved. */
export function DeclaredSkillsDialog({ project, onClose }: ProjectDialogProps) {
  const [skills, setSkills] = useState<PickedSkill[]>(project.skills);
  const declare = useDeclareSkills(project.id);
  const { added, removed } = scopeChange(project.skills, skills);
  const problem = declare.isError ? toApiProblem(declare.error) : undefined;
  const submit = () => {
    declare.mutate(
      { skillIds: skills.map(({ id }) => id) },
      {
        onSuccess: () => {
          showStatus({ text: 'The declared skills are saved.', tone: 'decided' });
          onClose();
        },
      },
    );
  };
  return (
    <FormDialog
      title={`Declared skills of ${isolate(project.name)}`}
      description="Updates, joining and completing emit signals for these skills and no others."
      onClose={onClose}
      action="Save"
      isBusy={declare.isPending}
      onSubmit={submit}
    >
      <SkillSetField value={skills} onChange={setSkills} error={problem?.messageOf('skillIds')} />
      <div role="status" className="grid gap-1 text-sm text-ink-muted">
        {added.length > 0 && (
          <p>
            From now on updates also emit signals for <Sentence>{listInWords(added)}</Sentence>. Nothing is emitted for what was before.
          </p>
        )}
        {removed.length > 0 && (
          <p>
            Updates no longer emit signals for <Sentence>{listInWords(removed)}</Sentence>. The signals that stand stay.
          </p>
        )}
        {added.length + removed.length === 0 && <p>Removing a skill leaves the signals that stand as they are.</p>}
      </div>
      <FormProblem error={declare.error} fields={['skillIds']} />
    </FormDialog>
  );
}
