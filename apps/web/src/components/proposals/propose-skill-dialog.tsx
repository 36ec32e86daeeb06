import { t } from '@lingui/core/macro';
import { LONGEST_COMMENT, LONGEST_NAME } from '@skilltrace/domain/limits';
import { useState } from 'react';
import { Field } from '#components/ui/field.tsx';
import { FormDialog } from '#components/ui/form-dialog.tsx';
import { FormProblem } from '#components/ui/form-problem.tsx';
import { Input } from '#components/ui/input.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { toApiProblem } from '#lib/api/api-problem.ts';
import { useProposeSkill } from '#lib/api/skill-proposals.ts';
import { isolate } from '#lib/isolate.ts';
import { showStatus } from '#lib/status.ts';

export interface ProposeSkillDialogProps {
  /** The text that found no skill. */
  name: string;
  onClose: () => void;
}

/** Suggests a skill that is missing in the taxonomy to the admins. */
export function ProposeSkillDialog({ name: searched, onClose }: ProposeSkillDialogProps) {
  const [name, setName] = useState(searched);
  const [reason, setReason] = useState('');
  const propose = useProposeSkill();
  const problem = propose.isError ? toApiProblem(propose.error) : undefined;
  const submit = () =>
    propose.mutate(
      { name, reason: reason.trim() || undefined },
      {
        onSuccess: (proposal) => {
          const skill = isolate(proposal.name);
          onClose();
          showStatus({ text: t`You suggested ${skill}. Your profile shows the answer.` });
        },
      },
    );
  return (
    <FormDialog
      onClose={onClose}
      title={t`Suggest a skill to an admin`}
      description={t`Admins maintain the list of skills. An admin adds your skill, assigns the name to an existing skill, or explains why not.`}
      action={t`Send`}
      isBusy={propose.isPending}
      onSubmit={submit}
    >
      <Field label={t`Name`} isRequired error={problem?.messageOf('name')}>
        <Input autoComplete="off" maxLength={LONGEST_NAME} value={name} onChange={(event) => setName(event.target.value)} />
      </Field>
      <Field label={t`Reason (optional)`} hint={t`Only you and the admins see it.`} error={problem?.messageOf('reason')}>
        <Textarea maxLength={LONGEST_COMMENT} rows={3} value={reason} onChange={(event) => setReason(event.target.value)} />
      </Field>
      <FormProblem error={propose.error} fields={['name', 'reason']} />
    </FormDialog>
  );
}
