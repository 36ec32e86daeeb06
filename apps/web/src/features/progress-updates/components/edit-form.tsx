import type { ShownProgressUpdate } from '@skilltrace/contract';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { toApiProblem } from '#lib/api/api-problem.ts';
import { useEditUpdate } from '../api/edit-update.ts';
import { lengthInWords, notPostedInWords } from '../in-words.ts';

/** Rewrites one's own update in its place. */
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
        label="Your update"
        isLabelHidden
        hint={words ?? 'Its signals stay as they are: they say that work was reported, never what it was.'}
        error={problem}
      >
        <Textarea
          value={text}
          // Somebody has just asked to write here.
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
          Save
        </Button>
        <Button size="sm" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
