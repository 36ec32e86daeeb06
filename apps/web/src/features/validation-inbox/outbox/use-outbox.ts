import { t } from '@lingui/core/macro';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { paths } from '#config/paths.ts';
import { useSession } from '#lib/session/session.ts';
import { showStatus } from '#lib/status.ts';
import { useStore } from '#lib/store.ts';
import type { CommentDrafts, CommentDraftsStore } from '../comments/comment-drafts.ts';
import { outboxOfPerson } from './outbox-of-person.ts';
import type { Outbox } from './outbox.ts';
import type { OutboxEvent } from './step-outbox.ts';

const SHOWN_ELSEWHERE_MS = 20_000;

/** The outbox, for the one component that shows it. When it unmounts, waiting decisions are sent, and the status bar shows problems. */
export function useOutbox(): {
  outbox: Outbox;
  dispatch: (event: OutboxEvent) => void;
  comments: CommentDrafts;
  writeComment: CommentDraftsStore['write'];
} {
  const { profile } = useSession();
  const router = useRouter();
  const store = outboxOfPerson(profile.id, useQueryClient());
  const outbox = useStore(store);
  const comments = useStore(store.comments);
  useEffect(
    () =>
      store.show((text) =>
        showStatus({
          text,
          tone: 'failed',
          forMs: SHOWN_ELSEWHERE_MS,
          action: { label: t`Open inbox`, run: () => void router.navigate({ to: paths.inbox }) },
        }),
      ),
    [store, router],
  );
  return { outbox, dispatch: store.dispatch, comments, writeComment: store.comments.write };
}
