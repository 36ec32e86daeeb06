import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { loadCode } from './load-code.ts';

const loadError = new TypeError('Failed to fetch dynamically imported module');
let isServerBack: boolean;

beforeEach(() => {
  vi.useFakeTimers();
  isServerBack = true;
  vi.stubGlobal('fetch', async () => ({ ok: isServerBack }));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('loads code once if the first attempt succeeds', async () => {
  const load = vi.fn<() => Promise<string>>().mockResolvedValue('chart');
  expect(await loadCode(load)).toBe('chart');
  expect(load).toHaveBeenCalledTimes(1);
});

test('waits while the server is unreachable and then tries again', async () => {
  isServerBack = false;
  const load = vi.fn<() => Promise<string>>().mockRejectedValueOnce(loadError).mockResolvedValue('chart');
  const loaded = loadCode(load);
  await vi.advanceTimersByTimeAsync(600_000);
  expect(load).toHaveBeenCalledTimes(1);
  isServerBack = true;
  await vi.advanceTimersByTimeAsync(2_000);
  expect(await loaded).toBe('chart');
  expect(load).toHaveBeenCalledTimes(2);
});

test('fails after three attempts if the server answers but the code does not load', async () => {
  const load = vi.fn<() => Promise<string>>().mockRejectedValue(loadError);
  const outcome = loadCode(load).catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(await outcome).toBe(loadError);
  expect(load).toHaveBeenCalledTimes(3);
});
