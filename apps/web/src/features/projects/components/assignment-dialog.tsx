import type { ProjectMember } from '@skilltrace/contract';
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

/** Role and tags of somebody who is on the project. It emits nothing. */
export function AssignmentDialog({ project, member, onClose }: ProjectDialogProps & { member: ProjectMember }) {
  const { assignmentId, profileId, name } = member;
  const [role, setRole] = useState(member.role);
  const [tags, setTags] = useState<string[]>(member.tags);
  const change = useChangeAssignment();
  const validated = useValidatedSkillNames(profileId, true);
  const problem = change.isError ? toApiProblem(change.error) : undefined;
  const submit = () => {
    change.mutate(
      { assignmentId, role, tags },
      {
        onSuccess: () => {
          showStatus({ text: `Role and tags of ${isolate(name)} are saved.`, tone: 'decided' });
          onClose();
        },
      },
    );
  };
  return (
    <FormDialog
      title={`${isolate(name)} on ${isolate(project.name)}`}
      onClose={onClose}
      action="Save"
      isBusy={change.isPending}
      onSubmit={submit}
    >
      <Field label="Role" isRequired error={problem?.messageOf('role')}>
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
