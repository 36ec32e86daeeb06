import { t } from '@lingui/core/macro';
import type { ProfileItem, ProjectForViewer } from '@skilltrace/contract';
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
  project: ProjectForViewer;
  onClose: () => void;
}

/** Edits the name and the description. Admins can also change the Tech Lead. */
export function EditProjectDialog({ project, onClose, maySetLead }: ProjectDialogProps & { maySetLead: boolean }) {
  const [name, setName] = useState(project.name);
  const [description, setDescription] = useState(project.description);
  const { id, name: leadName } = project.techLead;
  const [lead, setLead] = useState<ProfileItem | null>({ id, name: leadName, title: null, avatarUrl: null, isActive: true });
  const change = useChangeProject(project.id);
  const problem = change.isError ? toApiProblem(change.error) : undefined;
  const projectName = isolate(project.name);
  const submit = () => {
    if (maySetLead && lead === null) return;
    const techLeadId = lead !== null && lead.id !== id ? lead.id : undefined;
    change.mutate(
      { name, description, ...(techLeadId !== undefined && { techLeadId }) },
      {
        onSuccess: () => {
          showStatus({ text: t`Project saved.`, tone: 'decided' });
          onClose();
        },
      },
    );
  };
  return (
    <FormDialog title={t`Edit ${projectName}`} onClose={onClose} action={t`Save`} isBusy={change.isPending} onSubmit={submit}>
      <Field label={t`Name`} isRequired error={problem?.messageOf('name')}>
        <Input value={name} maxLength={LONGEST_NAME} onChange={(event) => setName(event.target.value)} />
      </Field>
      <Field label={t`Description`} error={problem?.messageOf('description')}>
        <Textarea rows={3} value={description} onChange={(event) => setDescription(event.target.value)} />
      </Field>
      {maySetLead && (
        <Field
          label={t`Tech Lead`}
          hint={t`The new Tech Lead reviews the skill requests of the members. The previous Tech Lead no longer reviews requests for this project.`}
          error={lead === null ? t`Choose a Tech Lead.` : problem?.messageOf('techLeadId')}
        >
          <PersonPicker value={lead} onChange={setLead} />
        </Field>
      )}
      <FormProblem error={change.error} fields={['name', 'description', 'techLeadId']} />
    </FormDialog>
  );
}
