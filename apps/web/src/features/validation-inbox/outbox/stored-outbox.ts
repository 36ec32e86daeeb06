import type { Outbox, Parcel, UnsentParcel } from './outbox.ts';
import type { StoredOutbox } from './step-outbox.ts';

// One entry per tab and person, so that the next person in this tab neither sees nor sends it.
const nameFor = (profileId: number) => `skilltrace:unsent-decisions:${profileId}`;

/** Keeps unsettled decisions across a reload. If the storage is full or blocked, they are kept only in memory. */
export function storeOutbox(storage: Storage, profileId: number, { waiting, ready, sending, unsent }: Outbox): void {
  const kept: StoredOutbox = { sending, left: [...waiting, ...ready], unsent };
  try {
    if (sending.length + kept.left.length + unsent.length === 0) storage.removeItem(nameFor(profileId));
    else storage.setItem(nameFor(profileId), JSON.stringify(kept));
  } catch {
    // The outbox in memory still works.
  }
}

/** Reads what was kept. Unreadable entries are dropped. */
export function readStoredOutbox(storage: Storage, profileId: number): StoredOutbox {
  let kept: Partial<Record<keyof StoredOutbox, unknown>> = {};
  try {
    kept = (JSON.parse(storage.getItem(nameFor(profileId)) ?? '{}') as typeof kept | null) ?? {};
  } catch {
    // Not written by this code.
  }
  return { sending: parcelsIn(kept.sending), left: parcelsIn(kept.left), unsent: parcelsIn(kept.unsent) as UnsentParcel[] };
}

const parcelsIn = (value: unknown): Parcel[] => (Array.isArray(value) ? value.filter(isParcel) : []);

function isParcel(value: unknown): value is Parcel {
  const { key, decisions } = (value ?? {}) as { key?: unknown; decisions?: unknown };
  return typeof key === 'string' && Array.isArray(decisions) && decisions.length > 0 && decisions.every(isDecided);
}

function isDecided(value: unknown): boolean {
  const { suggestionId, action } = (value ?? {}) as { suggestionId?: unknown; action?: unknown };
  return typeof suggestionId === 'number' && typeof action === 'string';
}
