import { t } from '@lingui/core/macro';
import { LONGEST_COMMENT } from '@skilltrace/domain/limits';
import { useState } from 'react';
import { Field } from '#components/ui/field.tsx';
import { FormDialog } from '#components/ui/form-dialog.tsx';
import { FormProblem } from '#components/ui/form-problem.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { toApiProblem } from '#lib/api/api-problem.ts';
import { isolate } from '#lib/isolate.ts';
import { showStatus } from '#lib/status.ts';
import { useDeclineProposal } from './answer-proposal.ts';
import { answersInWords } from './answers-in-words.ts';
import type { ProposedName } from './group-by-name.ts';

/** Declines a suggested skill with a comment for the people who suggested it. */
export function DeclineProposalDialog({ proposed, onClose }: { proposed: ProposedName; onClose: () => void }) {
  const [comment, setComment] = useState('');
  const [isChecked, setChecked] = useState(false);
  const decline = useDeclineProposal();
  const problem = decline.isError ? toApiProblem(decline.error) : undefined;
  const name = isolate(proposed.name);
  const { id } = proposed.proposals[0];
  const submit = () => {
    setChecked(true);
    if (comment.trim() === '') return;
    decline.mutate(
      { id, comment: comment.trim() },
      {
        onSuccess: () => {
          onClose();
          showStatus({ text: t`${name} was declined`, tone: 'decided' });
        },
      },
    );
  };
  const isMissing = isChecked && comment.trim() === '';
  return (
    <FormDialog
      title={t`Decline ${name}`}
      description={answersInWords(proposed)}
      onClose={onClose}
      action={t`Decline`}
      isBusy={decline.isPending}
      onSubmit={submit}
    >
      <Field
        label={t`Comment`}
        hint={t`Explain why, or name the skill to use instead.`}
        error={isMissing ? t`Write a comment.` : problem?.messageOf('comment')}
      >
        <Textarea maxLength={LONGEST_COMMENT} rows={3} value={comment} onChange={(event) => setComment(event.target.value)} />
      </Field>
      <FormProblem error={decline.error} fields={['comment']} />
    </FormDialog>
  );
}
