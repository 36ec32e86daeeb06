import type { Page } from 'playwright-core';

// Below this the browser reports nothing, so that an interaction without an entry took less.
const SHORTEST_REPORTED_MS = 16;
// For the frame after the interaction to be presented, and its entry to be delivered.
const REST_MS = 400;

interface Noting {
  durations: number[];
}

/** Has the page note how long each interaction took until the next paint, as the browser's event timing counts it. */
export async function noteInteractions(page: Page): Promise<void> {
  await page.evaluate(() => {
    const noting: Noting = { durations: [] };
    Object.assign(window, { noting });
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEventTiming & { interactionId?: number })[])
        if ((entry.interactionId ?? 0) > 0) noting.durations.push(entry.duration);
    });
    observer.observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
  });
}

/** Milliseconds (in steps of 8) until the paint after what `act` did: of its events, pressing and letting go, the longest. */
export async function timeOf(page: Page, act: () => Promise<unknown>): Promise<number> {
  await page.evaluate(() => void (window as unknown as { noting: Noting }).noting.durations.splice(0));
  await act();
  await page.waitForTimeout(REST_MS);
  const durations = await page.evaluate(() => (window as unknown as { noting: Noting }).noting.durations);
  return Math.max(SHORTEST_REPORTED_MS, ...durations);
}
