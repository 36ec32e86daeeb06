import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { ShownProgressUpdate } from '@skilltrace/contract';
import { useEffect, useId, useRef, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { Kbd } from '#components/ui/kbd.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { Sentence } from '#components/ui/user-text.tsx';
import { toApiProblem } from '#lib/api/api-problem.ts';
import { useShortcuts } from '#lib/keyboard/shortcuts.ts';
import { showStatus } from '#lib/status.ts';
import { usePostUpdate } from '../api/post-update.ts';
import { draftAfter, draftPlace, storeDraft, newDraft, readDraft, type Draft } from '../draft.ts';
import { lengthInWords, notPostedInWords, signalsBeforehand } from '../in-words.ts';

export interface ComposerProps {
  project: { id: number; name: string; skills: readonly { name: string }[] };
  author: { id: number; name: string };
  onPosted: (update: Pick<ShownProgressUpdate, 'id'>) => void;
  /** An earlier attempt was posted, and the feed does not contain it. */
  onFeedStale: () => void;
  /** Puts the cursor into the text. */
  isWriting: boolean;
}

/** The form for a new update. It shows in advance which signals the update will create, and never loses the text. */
export function Composer({ project, author, onPosted, onFeedStale, isWriting }: ComposerProps) {
  const place = draftPlace(author.id, project.id);
  const [draft, setDraft] = useState(() => readDraft(place, sessionStorage));
  const [problem, setProblem] = useState<string>();
  const post = usePostUpdate({ userName: author.name, projectName: project.name });
  const isPosting = useRef(false);
  const text = useRef<HTMLTextAreaElement>(null);
  const beforehandId = useId();
  const { isTooLong, words: length } = lengthInWords(draft.text);

  const change = (to: Draft) => {
    setDraft(to);
    storeDraft(place, to, sessionStorage);
  };
  const send = async () => {
    // A second click can come before the button is rendered as busy.
    if (isPosting.current || isTooLong) return;
    if (draft.text.trim() === '') {
      setProblem(t`Describe what you did before you post.`);
      text.current?.focus();
      return;
    }
    isPosting.current = true;
    setProblem(undefined);
    try {
      const posted = await post.mutateAsync({ projectId: project.id, content: draft.text, idempotencyKey: draft.key });
      change(newDraft());
      showStatus({ text: t`Update posted. The signals it created are listed below.`, tone: 'decided' });
      onPosted(posted);
    } catch (error) {
      const refused = toApiProblem(error);
      change(draftAfter(draft, refused));
      setProblem(notPostedInWords(refused));
      if (refused.code === 'IDEMPOTENCY_KEY_REUSED') onFeedStale();
    } finally {
      isPosting.current = false;
    }
  };
  useEffect(() => {
    if (!isWriting) return undefined;
    // After the page has moved the focus to its heading.
    const timer = setTimeout(() => text.current?.focus());
    return () => clearTimeout(timer);
  }, [isWriting]);
  useShortcuts([{ key: 'w', does: t`Write update`, group: t`Updates`, run: () => text.current?.focus() }]);

  return (
    <form
      aria-label={t`Post update`}
      className="grid gap-2 rounded border border-line bg-surface p-4"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Field label={t`What did you do?`} error={isTooLong ? length : problem}>
        <Textarea
          ref={text}
          rows={3}
          className="max-h-[50dvh]"
          value={draft.text}
          readOnly={post.isPending}
          aria-keyshortcuts="Control+Enter"
          onChange={(event) => {
            setProblem(undefined);
            change({ ...draft, text: event.target.value });
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return;
            event.preventDefault();
            void send();
          }}
        />
      </Field>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <p id={beforehandId} className="max-w-text text-sm wrap-anywhere text-ink-muted">
          <Sentence>{signalsBeforehand(project.skills.map(({ name }) => name))}</Sentence>
        </p>
        <span className="flex items-center gap-3">
          {length !== undefined && !isTooLong && (
            <span role="status" className="text-sm text-ink-faint tabular-nums">
              {length}
            </span>
          )}
          <span aria-hidden="true" className="hidden items-center gap-1 md:flex">
            <Kbd>Ctrl</Kbd>
            <Kbd>Enter</Kbd>
          </span>
          <Button type="submit" variant="primary" isBusy={post.isPending} aria-describedby={beforehandId} disabled={isTooLong}>
            <Trans>Post</Trans>
          </Button>
        </span>
      </div>
    </form>
  );
}
