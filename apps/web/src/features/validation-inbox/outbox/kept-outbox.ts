import type { Outbox, Parcel, UnsentParcel } from './outbox.ts';
import type { KeptOutbox } from './step-outbox.ts';

// Of this tab, and of one person: whoever signs in next in it neither sees nor sends it.
const nameFor = (profileId: number) => `skilltrace:unsent-decisions:${profileId}`;

/** Keeps what is not settled across a reload. A store that is full or forbidden is passed over: the page still has it. */
export function keepOutbox(storage: Storage, profileId: number, { waiting, ready, sending, unsent }: Outbox): void {
  const kept: KeptOutbox = { sending, left: [...waiting, ...ready], unsent };
  try {
    if (sending.length + kept.left.length + unsent.length === 0) storage.removeItem(nameFor(profileId));
    else storage.setItem(nameFor(profileId), JSON.stringify(kept));
  } catch {
    // There is nothing to fall back on.
  }
}

/** What was kept; of what cannot be read, nothing. */
export function readKeptOutbox(storage: Storage, profileId: number): KeptOutbox {
  let kept: Partial<Record<keyof KeptOutbox, unknown>> = {};
  try {
    kept = (JSON.parse(storage.getItem(nameFor(profileId)) ?? '{}') as typeof kept | null) ?? {};
  } catch {
    // Somebody else wrote there.
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
