import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { beforeSignOut, finishBeforeSignOut } from './before-sign-out.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Whether the sign-out can continue after a number of milliseconds. */
async function isDoneAfter(ms: number): Promise<boolean> {
  let isDone = false;
  void finishBeforeSignOut().then(() => (isDone = true));
  await vi.advanceTimersByTimeAsync(ms);
  return isDone;
}

test('the sign-out waits for registered work, even if it fails, and not for removed work', async () => {
  const unregister = [
    beforeSignOut(() => new Promise((resolve) => setTimeout(resolve, 1_000))),
    beforeSignOut(() => Promise.reject(new Error('no answer'))),
  ];
  beforeSignOut(() => new Promise(() => {}))();
  expect(await isDoneAfter(999)).toBe(false);
  expect(await isDoneAfter(1_000)).toBe(true);
  for (const remove of unregister) remove();
});

test('the sign-out waits at most five seconds for a request without an answer', async () => {
  const unregister = beforeSignOut(() => new Promise(() => {}));
  expect(await isDoneAfter(4_999)).toBe(false);
  expect(await isDoneAfter(5_000)).toBe(true);
  unregister();
});
