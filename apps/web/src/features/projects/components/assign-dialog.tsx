import type { ProfileItem } from '@skilltrace/contract';
import { LONGEST_NAME } from '@skilltrace/domain/limits';
import { useState } from 'react';
import { PersonConcerned } from '#components/pickers/person-facts.tsx';
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
import { mayOpenPerson, type Standing } from '../standing.ts';
import type { ProjectDialogProps } from './edit-project-dialog.tsx';
import { FormDialog } from '#components/ui/form-dialog.tsx';
import { FormProblem } from '#components/ui/form-problem.tsx';
import { TagsField } from './tags-field.tsx';

/** Puts a person on the project, and says beforehand what signals that emits. */
export function AssignDialog({ project, standing, onClose }: ProjectDialogProps & { standing: Standing }) {
  const [person, setPerson] = useState<ProfileItem | null>(null);
  const [role, setRole] = useState('');
  const [tags, setTags] = useState<string[]>([]);
  const [isMissing, setMissing] = useState(false);
  const assign = useAssignPerson(project.id);
  const declared = project.skills.map(({ name }) => name);
  const validated = useValidatedSkillNames(person?.id, person !== null && mayOpenPerson(standing, person.id));
  const already = project.members.find(({ profileId }) => profileId === person?.id);
  const problem = assign.isError ? toApiProblem(assign.error) : undefined;

  const personError = already
    ? `${isolate(already.name)} is on this project already, as ${isolate(already.role)}. Change role and tags in the list of members.`
    : isMissing && person === null
      ? 'Choose a person.'
      : problem?.messageOf('profileId');
  const submit = () => {
    setMissing(true);
    if (person === null || already) return;
    assign.mutate(
      { profileId: person.id, role, tags },
      {
        onSuccess: ({ name }) => {
          showStatus({ text: `${isolate(name)} is on ${isolate(project.name)}.`, tone: 'decided' });
          onClose();
        },
      },
    );
  };
  return (
    <FormDialog
      title={`Assign a person to ${isolate(project.name)}`}
      onClose={onClose}
      action="Assign"
      isBusy={assign.isPending}
      onSubmit={submit}
    >
      <Field label="Person" error={personError}>
        <PersonPicker
          value={person}
          onChange={(chosen) => {
            setPerson(chosen);
            assign.reset();
          }}
        />
      </Field>
      <Field label="Role" isRequired error={problem?.messageOf('role')} hint="As people say it: Engineer, Designer.">
        <Input value={role} maxLength={LONGEST_NAME} onChange={(event) => setRole(event.target.value)} />
      </Field>
      <TagsField value={tags} onChange={setTags} suggested={[...declared, ...validated]} error={problem?.messageOf('tags')} />
      {person !== null && !already && <PersonConcerned person={person} />}
      <p className="text-sm text-ink-muted">
        <Sentence>
          {declared.length === 0
            ? 'This project declares no skills: assigning emits nothing.'
            : `Assigning emits a joined signal for ${listInWords(declared)}, unless the person had one from an earlier time on this project.`}
        </Sentence>
      </p>
      <FormProblem error={assign.error} fields={['profileId', 'role', 'tags']} />
    </FormDialog>
  );
}
