import type { ProblemCode } from '#lib/api/api-problem.ts';
import { newIdempotencyKey } from '#lib/api/idempotency-key.ts';

/** An update that is being written: kept in this tab until it is posted, so that a reload or a failure loses nothing. */
export interface Draft {
  text: string;
  /** Goes with each attempt to post it, so that one that arrived unheard is not posted twice. */
  key: string;
}

export const newDraft = (text = ''): Draft => ({ text, key: newIdempotencyKey() });

/** Another person in the same tab has drafts of their own. */
export const draftPlace = (profileId: number, projectId: number): string => `skilltrace.draft.${profileId}.${projectId}`;

export function readDraft(place: string, storage: Pick<Storage, 'getItem'>): Draft {
  try {
    const kept = JSON.parse(storage.getItem(place) ?? 'null') as Partial<Draft> | null;
    if (typeof kept?.text === 'string' && typeof kept.key === 'string' && kept.key !== '') return { text: kept.text, key: kept.key };
  } catch {
    // Not ours, or no storage: a draft begins.
  }
  return newDraft();
}

/** Keeps the draft; an empty one is nothing to keep. A full or forbidden storage loses it only at a reload. */
export function keepDraft(place: string, draft: Draft, storage: Pick<Storage, 'setItem' | 'removeItem'>): void {
  try {
    if (draft.text === '') storage.removeItem(place);
    else storage.setItem(place, JSON.stringify(draft));
  } catch {
    // As above.
  }
}

/**
 * The draft after a refusal. The server keeps a refusal under its key, so that the next attempt needs another one. The key
 * stays where the server may yet do, or may have done, the work: no answer, a failure, or an attempt still under way.
 */
export function draftAfter(draft: Draft, { status, code }: { status: number; code: ProblemCode }): Draft {
  const isSettled = status >= 400 && status < 500 && code !== 'CONFLICT' && code !== 'UNAUTHENTICATED' && code !== 'RATE_LIMITED';
  return isSettled ? newDraft(draft.text) : draft;
}
