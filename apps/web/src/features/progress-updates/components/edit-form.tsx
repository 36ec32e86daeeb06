import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { ShownProgressUpdate } from '@skilltrace/contract';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { toApiProblem } from '#lib/api/api-problem.ts';
import { useEditUpdate } from '../api/edit-update.ts';
import { lengthInWords, notPostedInWords } from '../in-words.ts';

/** Edits the viewer's own update in place. */
export function EditForm({ update, onDone }: { update: ShownProgressUpdate; onDone: () => void }) {
  const [text, setText] = useState(update.content);
  const edit = useEditUpdate(update.id);
  const { isTooLong, words } = lengthInWords(text);
  const problem = edit.isError ? notPostedInWords(toApiProblem(edit.error)) : undefined;
  const save = () => {
    if (edit.isPending || isTooLong) return;
    if (text === update.content) onDone();
    else edit.mutate(text, { onSuccess: onDone });
  };
  return (
    <form
      className="grid gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <Field
        label={t`Your update`}
        isLabelHidden
        hint={words ?? t`Its signals do not change: they record that you reported work, not what you wrote.`}
        error={problem}
      >
        <Textarea
          value={text}
          // The person has just chosen to edit this text.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') onDone();
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
              event.preventDefault();
              save();
            }
          }}
        />
      </Field>
      <div className="flex gap-2">
        <Button type="submit" size="sm" variant="primary" isBusy={edit.isPending} disabled={isTooLong || text.trim() === ''}>
          <Trans>Save</Trans>
        </Button>
        <Button size="sm" onClick={onDone}>
          <Trans>Cancel</Trans>
        </Button>
      </div>
    </form>
  );
}
