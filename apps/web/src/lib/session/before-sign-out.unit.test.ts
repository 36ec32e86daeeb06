import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { beforeSignOut, finishBeforeSignOut } from './before-sign-out.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Whether signing out may go on after so many milliseconds. */
async function isDoneAfter(ms: number): Promise<boolean> {
  let isDone = false;
  void finishBeforeSignOut().then(() => (isDone = true));
  await vi.advanceTimersByTimeAsync(ms);
  return isDone;
}

test('signing out waits for what is under way, failed or not, and not for what was taken back', async () => {
  const takeBack = [
    beforeSignOut(() => new Promise((resolve) => setTimeout(resolve, 1_000))),
    beforeSignOut(() => Promise.reject(new Error('no answer'))),
  ];
  beforeSignOut(() => new Promise(() => {}))();
  expect(await isDoneAfter(999)).toBe(false);
  expect(await isDoneAfter(1_000)).toBe(true);
  for (const take of takeBack) take();
});

test('a request without an answer keeps nobody signed in for longer than five seconds', async () => {
  const takeBack = beforeSignOut(() => new Promise(() => {}));
  expect(await isDoneAfter(4_999)).toBe(false);
  expect(await isDoneAfter(5_000)).toBe(true);
  takeBack();
});
