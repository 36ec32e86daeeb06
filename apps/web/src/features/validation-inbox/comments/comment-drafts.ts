import { createStore, type Store } from '#lib/store.ts';

/** Comments that the person has written, by the id of the suggestion. */
export type CommentDrafts = ReadonlyMap<number, string>;

export interface CommentDraftsStore extends Pick<Store<CommentDrafts>, 'read' | 'subscribe'> {
  write: (suggestionIds: readonly number[], text: string) => void;
  /** Removes the comments on suggestions that are no longer pending. */
  forget: (suggestionIds: ReadonlySet<number>) => void;
}

// One entry per tab and person, so that the next person in this tab does not see it.
const nameFor = (profileId: number) => `skilltrace:decision-comments:${profileId}`;

/**
 * Keeps comments until the server has the decision. An undone, unsent or rejected decision, a reload and a new session in the tab
 * therefore lose nothing. If the storage is full or blocked, only a reload does.
 */
export function createCommentDrafts(profileId: number, storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>): CommentDraftsStore {
  const store = createStore<CommentDrafts>(readDrafts(storage, nameFor(profileId)));
  const change = (edit: (drafts: Map<number, string>) => void) => {
    const drafts = new Map(store.read());
    edit(drafts);
    store.set(drafts);
    try {
      if (drafts.size === 0) storage.removeItem(nameFor(profileId));
      else storage.setItem(nameFor(profileId), JSON.stringify([...drafts]));
    } catch {
      // The comments in memory still work.
    }
  };
  return {
    read: store.read,
    subscribe: store.subscribe,
    write: (suggestionIds, text) =>
      change((drafts) => {
        for (const id of suggestionIds) {
          if (text === '') drafts.delete(id);
          else drafts.set(id, text);
        }
      }),
    forget: (suggestionIds) => {
      if (![...store.read().keys()].some((id) => suggestionIds.has(id))) return;
      change((drafts) => {
        for (const id of suggestionIds) drafts.delete(id);
      });
    },
  };
}

function readDrafts(storage: Pick<Storage, 'getItem'>, name: string): CommentDrafts {
  try {
    const kept: unknown = JSON.parse(storage.getItem(name) ?? '[]');
    if (Array.isArray(kept)) return new Map(kept.filter(isDraft));
  } catch {
    // Not written by this code, or there is no storage.
  }
  return new Map();
}

const isDraft = (value: unknown): value is [number, string] =>
  Array.isArray(value) && value.length === 2 && typeof value[0] === 'number' && typeof value[1] === 'string';
