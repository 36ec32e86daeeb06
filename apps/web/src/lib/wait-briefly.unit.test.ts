import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { waitBriefly } from './wait-briefly.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Whether `waitBriefly` has resolved after a number of milliseconds. */
async function isResolvedAfter(ms: number, work: Promise<unknown>): Promise<boolean> {
  let isResolved = false;
  void waitBriefly(work).then(() => (isResolved = true));
  await vi.advanceTimersByTimeAsync(ms);
  return isResolved;
}

test('waits for work that settles quickly, and at most 150 ms for other work', async () => {
  expect(await isResolvedAfter(0, Promise.resolve())).toBe(true);
  const never = new Promise(() => {});
  expect(await isResolvedAfter(149, never)).toBe(false);
  expect(await isResolvedAfter(150, never)).toBe(true);
});

test('resolves immediately if the work fails', async () => {
  expect(await isResolvedAfter(0, Promise.reject(new Error('no answer')))).toBe(true);
});
