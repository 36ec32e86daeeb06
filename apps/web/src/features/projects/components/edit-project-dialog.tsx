import type { ProfileItem, ProjectWithMembers } from '@skilltrace/contract';
import { LONGEST_NAME } from '@skilltrace/domain/limits';
import { useState } from 'react';
import { PersonPicker } from '#components/pickers/person-picker.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { toApiProblem } from '#lib/api/api-problem.ts';
import { isolate } from '#lib/isolate.ts';
import { showStatus } from '#lib/status.ts';
import { useChangeProject } from '../api/change-project.ts';
import { FormDialog } from '#components/ui/form-dialog.tsx';
import { FormProblem } from '#components/ui/form-problem.tsx';

export interface ProjectDialogProps {
  project: ProjectWithMembers;
  onClose: () => void;
}

/** Name and description; the Tech Lead too, for admins. */
export function EditProjectDialog({ project, onClose, maySetLead }: ProjectDialogProps & { maySetLead: boolean }) {
  const [name, setName] = useState(project.name);
  const [description, setDescription] = useState(project.description);
  const { id, name: leadName } = project.techLead;
  const [lead, setLead] = useState<ProfileItem | null>({ id, name: leadName, title: null, avatarUrl: null, isActive: true });
  const change = useChangeProject(project.id);
  const problem = change.isError ? toApiProblem(change.error) : undefined;
  const submit = () => {
    if (maySetLead && lead === null) return;
    const techLeadId = lead !== null && lead.id !== id ? lead.id : undefined;
    change.mutate(
      { name, description, ...(techLeadId !== undefined && { techLeadId }) },
      {
        onSuccess: () => {
          showStatus({ text: 'Saved.', tone: 'decided' });
          onClose();
        },
      },
    );
  };
  return (
    <FormDialog title={`Edit ${isolate(project.name)}`} onClose={onClose} action="Save" isBusy={change.isPending} onSubmit={submit}>
      <Field label="Name" isRequired error={problem?.messageOf('name')}>
        <Input value={name} maxLength={LONGEST_NAME} onChange={(event) => setName(event.target.value)} />
      </Field>
      <Field label="Description" error={problem?.messageOf('description')}>
        <Textarea rows={3} value={description} onChange={(event) => setDescription(event.target.value)} />
      </Field>
      {maySetLead && (
        <Field
          label="Tech Lead"
          hint="Who leads it from then on decides what is asked of its members; who led it before no longer does, here."
          error={lead === null ? 'Choose who leads it.' : problem?.messageOf('techLeadId')}
        >
          <PersonPicker value={lead} onChange={setLead} />
        </Field>
      )}
      <FormProblem error={change.error} fields={['name', 'description', 'techLeadId']} />
    </FormDialog>
  );
}
