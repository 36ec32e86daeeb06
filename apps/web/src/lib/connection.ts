import { createStore, useStore } from './store.ts';

const PAUSE_MS = 2_000;

const isAway = createStore(false);
let watching = false;

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
  isAway.set(true);
  if (watching) return;
  watching = true;
  void watchUntilBack(onBack);
}

async function watchUntilBack(onBack: () => void): Promise<void> {
  await untilServerAnswers();
  watching = false;
  isAway.set(false);
  onBack();
}

/** Whether the server was away when it was last asked. */
export const useIsServerAway = (): boolean => useStore(isAway);
