import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { shortly } from './shortly.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Whether what waits for the work may go on after so many milliseconds. */
async function goesOnAfter(ms: number, work: Promise<unknown>): Promise<boolean> {
  let goesOn = false;
  void shortly(work).then(() => (goesOn = true));
  await vi.advanceTimersByTimeAsync(ms);
  return goesOn;
}

test('what is there at once is waited for, and what takes longer is not', async () => {
  expect(await goesOnAfter(0, Promise.resolve())).toBe(true);
  const never = new Promise(() => {});
  expect(await goesOnAfter(149, never)).toBe(false);
  expect(await goesOnAfter(150, never)).toBe(true);
});

test('what fails is shown where it is needed, and holds nothing up', async () => {
  expect(await goesOnAfter(0, Promise.reject(new Error('no answer')))).toBe(true);
});
