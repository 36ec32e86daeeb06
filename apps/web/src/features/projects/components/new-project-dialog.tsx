import type { ProfileItem, ProjectWithMembers } from '@skilltrace/contract';
import { LONGEST_NAME } from '@skilltrace/domain/limits';
import { useState } from 'react';
import { PersonPicker } from '#components/pickers/person-picker.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { toApiProblem } from '#lib/api/api-problem.ts';
import { useCreateProject } from '../api/create-project.ts';
import { FormDialog } from '#components/ui/form-dialog.tsx';
import { FormProblem } from '#components/ui/form-problem.tsx';
import { SkillSetField, type PickedSkill } from './skill-set-field.tsx';

/** Creates a project, with its Tech Lead and its declared skills. For admins. */
export function NewProjectDialog({ onClose, onCreated }: { onClose: () => void; onCreated: (project: ProjectWithMembers) => void }) {
  const [name, setName] = useState('');
  const [description, setDescription] = useState('');
  const [lead, setLead] = useState<ProfileItem | null>(null);
  const [skills, setSkills] = useState<PickedSkill[]>([]);
  const [isLeadMissing, setLeadMissing] = useState(false);
  const create = useCreateProject();
  const problem = create.isError ? toApiProblem(create.error) : undefined;
  const submit = () => {
    setLeadMissing(lead === null);
    if (lead === null) return;
    create.mutate({ name, description, techLeadId: lead.id, skillIds: skills.map(({ id }) => id) }, { onSuccess: onCreated });
  };
  return (
    <FormDialog title="New project" onClose={onClose} action="Create" isBusy={create.isPending} onSubmit={submit}>
      <Field label="Name" isRequired error={problem?.messageOf('name')}>
        <Input value={name} maxLength={LONGEST_NAME} onChange={(event) => setName(event.target.value)} />
      </Field>
      <Field label="Description" error={problem?.messageOf('description')}>
        <Textarea rows={2} value={description} onChange={(event) => setDescription(event.target.value)} />
      </Field>
      <Field
        label="Tech Lead"
        hint="Keeps scope and members, and decides about the skills of whoever is on it. Does not become a member by this."
        error={isLeadMissing ? 'Choose who leads it.' : problem?.messageOf('techLeadId')}
      >
        <PersonPicker
          value={lead}
          onChange={(person) => {
            setLead(person);
            setLeadMissing(false);
          }}
        />
      </Field>
      <SkillSetField
        value={skills}
        onChange={setSkills}
        hint="The scope: joining, posting and completing emit signals for these skills and no others."
        error={problem?.messageOf('skillIds')}
      />
      <FormProblem error={create.error} fields={['name', 'description', 'techLeadId', 'skillIds']} />
    </FormDialog>
  );
}
