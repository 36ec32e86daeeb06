import type { ProblemCode } from '#lib/api/api-problem.ts';
import { newIdempotencyKey } from '#lib/api/idempotency-key.ts';

/** The text of an update that is not posted yet. The tab keeps it until it is posted, so that a reload or a failure loses nothing. */
export interface Draft {
  text: string;
  /** Sent with each attempt, so that an attempt whose response was lost is not posted twice. */
  key: string;
}

export const newDraft = (text = ''): Draft => ({ text, key: newIdempotencyKey() });

/** The storage key. Each person has separate drafts, because people may use the same tab one after another. */
export const draftPlace = (profileId: number, projectId: number): string => `skilltrace.draft.${profileId}.${projectId}`;

export function readDraft(place: string, storage: Pick<Storage, 'getItem'>): Draft {
  try {
    const kept = JSON.parse(storage.getItem(place) ?? 'null') as Partial<Draft> | null;
    if (typeof kept?.text === 'string' && typeof kept.key === 'string' && kept.key !== '') return { text: kept.text, key: kept.key };
  } catch {
    // The value is unreadable or there is no storage: start a new draft.
  }
  return newDraft();
}

/** Stores the draft, or removes it if it is empty. If the storage is full or blocked, only a reload loses the draft. */
export function storeDraft(place: string, draft: Draft, storage: Pick<Storage, 'setItem' | 'removeItem'>): void {
  try {
    if (draft.text === '') storage.removeItem(place);
    else storage.setItem(place, JSON.stringify(draft));
  } catch {
    // The storage is full or blocked.
  }
}

/**
 * The draft after an error. The server stores a rejection under its key, so the next attempt needs a new key. The key stays the same
 * if the server may have posted the update or may still post it: no response, a server error, or an attempt in progress.
 */
export function draftAfter(draft: Draft, { status, code }: { status: number; code: ProblemCode }): Draft {
  const isSettled = status >= 400 && status < 500 && code !== 'CONFLICT' && code !== 'UNAUTHENTICATED' && code !== 'RATE_LIMITED';
  return isSettled ? newDraft(draft.text) : draft;
}
