import type { QueryClient } from '@tanstack/react-query';
import { keyOf } from '#lib/api/queries.ts';
import { validationInboxQuery } from '#lib/api/validation-inbox.ts';
import { setDecided } from '#lib/decided-suggestions.ts';
import { beforeSignOut } from '#lib/session/before-sign-out.ts';
import { resolveWith } from '../api/resolve-suggestions.ts';
import { createCommentDrafts, type CommentDraftsStore } from '../comments/comment-drafts.ts';
import { createOutboxStore, type OutboxStore } from './outbox-store.ts';
import { refusalInWords, unsentInWords } from './outbox-words.ts';
import { decidedIds, isIdle } from './outbox.ts';

export interface OutboxOfPerson extends OutboxStore {
  comments: CommentDraftsStore;
  /** Call while the inbox is on the screen, because it shows problems itself. After the returned function was called, `report` shows them. */
  show: (report: (sentence: string) => void) => () => void;
}

const outboxes = new Map<number, OutboxOfPerson>();

/** The outbox of the signed-in person. It outlives the inbox page, and sends waiting decisions when the tab closes or the session ends. */
export function outboxOfPerson(profileId: number, queryClient: QueryClient): OutboxOfPerson {
  let outbox = outboxes.get(profileId);
  if (!outbox) {
    outbox = createOutboxOfPerson(profileId, queryClient);
    outboxes.set(profileId, outbox);
  }
  return outbox;
}

function createOutboxOfPerson(profileId: number, queryClient: QueryClient): OutboxOfPerson {
  const comments = createCommentDrafts(profileId, sessionStorage);
  let report: ((sentence: string) => void) | undefined;
  let shown = { refused: 0, unsent: 0 };

  const store = createOutboxStore({
    profileId,
    send: resolveWith(queryClient),
    storage: sessionStorage,
    onStep: (outbox, event) => {
      setDecided(decidedIds(outbox));
      comments.forget(outbox.settled);
      const { refused, unsent } = outbox;
      const lastRefused = refused.at(-1);
      if (report && refused.length > shown.refused && lastRefused) report(refusalInWords(lastRefused));
      if (report && unsent.length > shown.unsent) report(unsentInWords(unsent));
      const hasNewRefusal = refused.length > shown.refused;
      shown = { refused: refused.length, unsent: unsent.length };
      if (event !== 'answered' || !isIdle(outbox)) return;
      // While the person decides, the screen is newer than any answer, so the data is only marked stale.
      const refetchType = hasNewRefusal || report ? 'active' : 'none';
      void queryClient.invalidateQueries({ queryKey: validationInboxQuery.queryKey, refetchType });
      void queryClient.invalidateQueries({ queryKey: keyOf('/api/profiles', {}), refetchType });
    },
  });

  const leave = () => {
    if (!isIdle(store.read())) store.dispatch({ type: 'leave' });
  };
  window.addEventListener('pagehide', leave);
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && leave());
  beforeSignOut(() => store.finish());

  return {
    ...store,
    comments,
    show: (reportElsewhere) => {
      report = undefined;
      return () => {
        report = reportElsewhere;
        leave();
      };
    },
  };
}
