import { expect, it, vi } from 'vitest';
import { createStore } from './store.ts';

it('notifies subscribers of a new value until they unsubscribe, and not of an unchanged value', () => {
  const store = createStore(1);
  const [first, second] = [vi.fn<() => void>(), vi.fn<() => void>()];
  const end = store.subscribe(first);
  store.subscribe(second);
  store.set(1);
  expect(first).not.toHaveBeenCalled();
  store.set(2);
  end();
  store.set(3);
  expect(store.read()).toBe(3);
  expect([first.mock.calls.length, second.mock.calls.length]).toEqual([1, 2]);
});
