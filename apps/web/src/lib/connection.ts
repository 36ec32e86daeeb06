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

/** Asks for the server, every two seconds, and resolves once it answers and has its database. */
export async function untilServerAnswers(): Promise<void> {
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    const isBack = await fetch('/readyz', { cache: 'no-store' }).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isBack) return;
  }
}

/** Tells that a request found no server. Asks for it from then on, and calls `onBack` once it answers again. */
export function reportUnreachable(onBack: () => void): void {
  set(true);
  if (watching) return;
  watching = true;
  void watchUntilBack(onBack);
}

async function watchUntilBack(onBack: () => void): Promise<void> {
  await untilServerAnswers();
  watching = false;
  set(false);
  onBack();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether the server was away when it was last asked. */
export function useIsServerAway(): boolean {
  return useSyncExternalStore(subscribe, () => isAway);
}
