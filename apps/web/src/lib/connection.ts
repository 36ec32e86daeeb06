import { useSyncExternalStore } from 'react';

const PAUSE_MS = 2_000;

let isAway = false;
let watching = false;
const listeners = new Set<() => void>();

function set(away: boolean): void {
  if (isAway === away) return;
  isAway = away;
  for (const listener of listeners) listener();
}

/** Tells that a request found no server. Asks for it from then on, and calls `onBack` once it answers again. */
export function reportUnreachable(onBack: () => void): void {
  set(true);
  if (watching) return;
  watching = true;
  const ask = async () => {
    const isBack = await fetch('/readyz', { cache: 'no-store' }).then(
      ({ ok }) => ok,
      () => false,
    );
    if (!isBack) return void setTimeout(() => void ask(), PAUSE_MS);
    watching = false;
    set(false);
    onBack();
  };
  setTimeout(() => void ask(), PAUSE_MS);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether the server was away when it was last asked. */
export function useIsServerAway(): boolean {
  return useSyncExternalStore(subscribe, () => isAway);
}
