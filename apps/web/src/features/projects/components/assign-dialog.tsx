import { t } from '@lingui/core/macro';
import type { ProfileItem, ProjectMember } from '@skilltrace/contract';
import { LONGEST_NAME, MOST_TAGS } from '@skilltrace/domain/limits';
import { useState } from 'react';
import { AffectedPerson } from '#components/pickers/person-facts.tsx';
import { PersonPicker } from '#components/pickers/person-picker.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Sentence } from '#components/ui/user-text.tsx';
import { toApiProblem } from '#lib/api/api-problem.ts';
import { showStatus } from '#lib/status.ts';
import { useAssignPerson } from '../api/assign-person.ts';
import { useValidatedSkillNames } from '../api/validated-skills.ts';
import { listInWords } from '#lib/format/list-in-words.ts';
import { isolate } from '#lib/isolate.ts';
import { mayOpenPerson, type ProjectPermissions } from '../project-permissions.ts';
import type { ProjectDialogProps } from './edit-project-dialog.tsx';
import { FormDialog } from '#components/ui/form-dialog.tsx';
import { FormProblem } from '#components/ui/form-problem.tsx';
import { TagsField } from './tags-field.tsx';

/** Assigns a person to the project. Shows in advance which signals this creates. */
export function AssignDialog({ project, permissions, onClose }: ProjectDialogProps & { permissions: ProjectPermissions }) {
  const [person, setPerson] = useState<ProfileItem | null>(null);
  const [role, setRole] = useState('');
  // Without tags, no skill is in the Core Stack and every suggestion reaches all Tech Leads of the person.
  const [tags, setTags] = useState<string[]>(() => project.skills.slice(0, MOST_TAGS).map(({ name }) => name));
  const [isMissing, setMissing] = useState(false);
  const assign = useAssignPerson(project.id);
  const declared = project.skills.map(({ name }) => name);
  const validated = useValidatedSkillNames(person?.id, person !== null && mayOpenPerson(permissions, person.id));
  const already = project.members.find(({ profileId }) => profileId === person?.id);
  const problem = assign.isError ? toApiProblem(assign.error) : undefined;

  const projectName = isolate(project.name);
  const skillNames = listInWords(declared);
  const personError = already
    ? alreadyAssigned(already)
    : isMissing && person === null
      ? t`Choose a person.`
      : problem?.messageOf('profileId');
  const submit = () => {
    setMissing(true);
    if (person === null || already) return;
    assign.mutate(
      { profileId: person.id, role, tags },
      {
        onSuccess: ({ name }) => {
          const personName = isolate(name);
          showStatus({ text: t`${personName} was assigned to ${projectName}.`, tone: 'decided' });
          onClose();
        },
      },
    );
  };
  return (
    <FormDialog
      title={t`Assign a person to ${projectName}`}
      onClose={onClose}
      action={t`Assign`}
      isBusy={assign.isPending}
      onSubmit={submit}
    >
      <Field label={t`Person`} error={personError}>
        <PersonPicker
          value={person}
          onChange={(chosen) => {
            setPerson(chosen);
            assign.reset();
          }}
        />
      </Field>
      <Field label={t`Role`} isRequired error={problem?.messageOf('role')} hint={t`For example: Engineer, Designer.`}>
        <Input value={role} maxLength={LONGEST_NAME} onChange={(event) => setRole(event.target.value)} />
      </Field>
      <TagsField value={tags} onChange={setTags} suggested={[...declared, ...validated]} error={problem?.messageOf('tags')} />
      {person !== null && !already && <AffectedPerson person={person} />}
      <p className="text-sm text-ink-muted">
        <Sentence>
          {declared.length === 0
            ? t`This project declares no skills, so assigning a person creates no signals.`
            : t`Assigning creates a “joined” signal for ${skillNames}, unless the person already has one from an earlier assignment to this project.`}
        </Sentence>
      </p>
      <FormProblem error={assign.error} fields={['profileId', 'role', 'tags']} />
    </FormDialog>
  );
}

function alreadyAssigned({ name, role }: ProjectMember): string {
  const [personName, roleName] = [isolate(name), isolate(role)];
  return t`${personName} is already on this project as ${roleName}. Change their role and tags in the list of members.`;
}
