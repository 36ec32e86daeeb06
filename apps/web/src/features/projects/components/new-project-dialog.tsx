import { t } from '@lingui/core/macro';
import type { ProfileItem, ProjectForViewer } from '@skilltrace/contract';
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

/** Creates a project with its Tech Lead and its declared skills. For admins. */
export function NewProjectDialog({ onClose, onCreated }: { onClose: () => void; onCreated: (project: ProjectForViewer) => void }) {
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
    <FormDialog title={t`New project`} onClose={onClose} action={t`Create project`} isBusy={create.isPending} onSubmit={submit}>
      <Field label={t`Name`} isRequired error={problem?.messageOf('name')}>
        <Input value={name} maxLength={LONGEST_NAME} onChange={(event) => setName(event.target.value)} />
      </Field>
      <Field label={t`Description`} error={problem?.messageOf('description')}>
        <Textarea rows={2} value={description} onChange={(event) => setDescription(event.target.value)} />
      </Field>
      <Field
        label={t`Tech Lead`}
        hint={t`The Tech Lead manages the declared skills and the members, and reviews the skill requests of members. The Tech Lead is not added as a member.`}
        error={isLeadMissing ? t`Choose a Tech Lead.` : problem?.messageOf('techLeadId')}
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
        hint={t`Joining, posting updates and completing create signals for these skills only.`}
        error={problem?.messageOf('skillIds')}
      />
      <FormProblem error={create.error} fields={['name', 'description', 'techLeadId', 'skillIds']} />
    </FormDialog>
  );
}
