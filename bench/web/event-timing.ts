import type { Page } from 'playwright-core';

// The browser reports no shorter interactions, so an interaction without an entry was shorter.
const SHORTEST_REPORTED_MS = 16;
// Time for the frame after the interaction to be presented and its entry to be delivered.
const REST_MS = 400;

interface Recorder {
  durations: number[];
}

/** Makes the page record the time from each interaction to the next paint, as reported by the browser's event timing. */
export async function noteInteractions(page: Page): Promise<void> {
  await page.evaluate(() => {
    const recorder: Recorder = { durations: [] };
    Object.assign(window, { recorder });
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEventTiming & { interactionId?: number })[])
        if ((entry.interactionId ?? 0) > 0) recorder.durations.push(entry.duration);
    });
    observer.observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
  });
}

/** Milliseconds (in steps of 8) until the paint after `act`: the longest of its events, such as key down and key up. */
export async function timeOf(page: Page, act: () => Promise<unknown>): Promise<number> {
  await page.evaluate(() => void (window as unknown as { recorder: Recorder }).recorder.durations.splice(0));
  await act();
  await page.waitForTimeout(REST_MS);
  const durations = await page.evaluate(() => (window as unknown as { recorder: Recorder }).recorder.durations);
  return Math.max(SHORTEST_REPORTED_MS, ...durations);
}
