import { plural, t } from '@lingui/core/macro';
import { LONGEST_COMMENT } from '@skilltrace/domain/limits';
import { useState } from 'react';
import { Field } from '#components/ui/field.tsx';
import { FormDialog } from '#components/ui/form-dialog.tsx';
import { Textarea } from '#components/ui/textarea.tsx';

export interface WithdrawSelectedDialogProps {
  /** The number of selected suggestions, and how many of them withdraw a level and have no comment yet. */
  count: number;
  withdrawn: number;
  onClose: () => void;
  onReject: (comment: string) => void;
}

/** Asks for the comment of several withdrawals. */
export function WithdrawSelectedDialog({ count, withdrawn, onClose, onReject }: WithdrawSelectedDialogProps) {
  const [comment, setComment] = useState('');
  const [isMissing, setMissing] = useState(false);
  return (
    <FormDialog
      title={plural(count, { one: 'Reject # suggestion', other: 'Reject # suggestions' })}
      description={plural(withdrawn, {
        one: 'This withdraws # confirmed level. Say why it no longer holds.',
        other: 'This withdraws # confirmed levels. Say why they no longer hold.',
      })}
      action={t`Withdraw`}
      isBusy={false}
      onClose={onClose}
      onSubmit={() => {
        if (comment.trim() === '') return setMissing(true);
        onReject(comment);
        onClose();
      }}
    >
      <Field
        label={t`Comment`}
        hint={t`Shown to each person whose level is withdrawn.`}
        error={isMissing ? t`Withdrawing a confirmed level needs a comment for the person.` : undefined}
        isRequired
      >
        <Textarea maxLength={LONGEST_COMMENT} value={comment} onChange={(event) => setComment(event.target.value)} />
      </Field>
    </FormDialog>
  );
}
