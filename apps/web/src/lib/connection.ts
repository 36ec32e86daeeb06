import { createStore, useStore } from './store.ts';

const PAUSE_MS = 2_000;

const isAway = createStore(false);
let watching = false;

/** Polls the server every two seconds, and resolves when it answers and has its database. */
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

/** Records that a request did not reach the server. Polls from then on, and calls `onBack` when the server answers again. */
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

/** Whether the server was unreachable at the last request. */
export const useIsServerUnreachable = (): boolean => useStore(isAway);
