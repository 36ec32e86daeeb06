import { t } from '@lingui/core/macro';
import type { Assignment } from '@skilltrace/contract';
import { LONGEST_NAME } from '@skilltrace/domain/limits';
import { useState } from 'react';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { toApiProblem } from '#lib/api/api-problem.ts';
import { isolate } from '#lib/isolate.ts';
import { showStatus } from '#lib/status.ts';
import { useChangeAssignment } from '../api/change-assignment.ts';
import { useValidatedSkillNames } from '../api/validated-skills.ts';
import type { ProjectDialogProps } from './edit-project-dialog.tsx';
import { FormDialog } from '#components/ui/form-dialog.tsx';
import { FormProblem } from '#components/ui/form-problem.tsx';
import { TagsField } from './tags-field.tsx';

/** Changes the role and the tags of a member. This creates no signals. */
export function AssignmentDialog({ project, member, onClose }: ProjectDialogProps & { member: Assignment }) {
  const { id: assignmentId, profileId, name } = member;
  const [role, setRole] = useState(member.role);
  const [tags, setTags] = useState<string[]>(member.tags);
  const change = useChangeAssignment();
  const validated = useValidatedSkillNames(profileId, true);
  const problem = change.isError ? toApiProblem(change.error) : undefined;
  const [personName, projectName] = [isolate(name), isolate(project.name)];
  const submit = () => {
    change.mutate(
      { assignmentId, role, tags },
      {
        onSuccess: () => {
          showStatus({ text: t`Role and tags of ${personName} saved.`, tone: 'decided' });
          onClose();
        },
      },
    );
  };
  return (
    <FormDialog title={t`${personName} on ${projectName}`} onClose={onClose} action={t`Save`} isBusy={change.isPending} onSubmit={submit}>
      <Field label={t`Role`} isRequired error={problem?.messageOf('role')}>
        <Input value={role} maxLength={LONGEST_NAME} onChange={(event) => setRole(event.target.value)} />
      </Field>
      <TagsField
        value={tags}
        onChange={setTags}
        suggested={[...project.skills.map((skill) => skill.name), ...validated]}
        error={problem?.messageOf('tags')}
      />
      <FormProblem error={change.error} fields={['role', 'tags']} />
    </FormDialog>
  );
}
