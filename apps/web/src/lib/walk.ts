import { dismiss, isDismissed } from './dismissed.ts';
import { createStore, useStore } from './store.ts';

/** The guided walk through the demo: whose it is, and the step that is shown. */
export interface Walk {
  personId: number;
  step: number;
}

// Stored, so that the walk continues after a reload.
const KEY = 'skilltrace.walk';
const walk = createStore<Walk | undefined>(readSaved());

function readSaved(): Walk | undefined {
  try {
    const { personId, step } = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Walk>;
    return Number.isSafeInteger(personId) && Number.isSafeInteger(step) ? ({ personId, step } as Walk) : undefined;
  } catch {
    return undefined;
  }
}

function save(next: Walk | undefined): void {
  try {
    if (next) localStorage.setItem(KEY, JSON.stringify(next));
    else localStorage.removeItem(KEY);
  } catch {
    // Without storage, the walk lasts until the page is closed.
  }
  walk.set(next);
}

const noticeOf = (personId: number) => `walk.${personId}`;

/** Offers the walk to a persona of the demo, unless it was closed in this browser before. */
export function offerWalk(personId: number): void {
  save(isDismissed(noticeOf(personId)) ? undefined : { personId, step: 0 });
}

/** Starts the walk, also if it was closed before. */
export const startWalk = (personId: number): void => save({ personId, step: 0 });

export const goToStep = (personId: number, step: number): void => save({ personId, step });

/** Closes the walk. It is not offered again in this browser. */
export function closeWalk(personId: number): void {
  dismiss(noticeOf(personId));
  save(undefined);
}

export const useWalk = (): Walk | undefined => useStore(walk);
