import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { REMEMBERED_FOR_MS } from '../database/ended-credentials.js';
import { RememberedCallers, RENEWED_WITHIN_MS, type Found } from './remembered-callers.js';

beforeEach(() => vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => vi.useRealTimers());

const found = (value: string, expiresInMs = Infinity) => vi.fn<() => Promise<Found<string>>>(() => Promise.resolve({ value, expiresInMs }));
function started() {
  const callers = new RememberedCallers<string>();
  callers.start();
  return callers;
}

describe('callers', () => {
  it('are remembered for five seconds from the beginning of the lookup', async () => {
    const callers = started();
    expect(await callers.find('a', found('Ana'))).toBe('Ana');
    vi.advanceTimersByTime(REMEMBERED_FOR_MS - 1);
    expect(callers.get('a')).toBe('Ana');
    vi.advanceTimersByTime(1);
    const lookUp = found('Ana Two');
    expect(await callers.find('a', lookUp)).toBe('Ana Two');
    expect(lookUp).toHaveBeenCalledTimes(1);
  });

  it('whose requests continue are looked up again once in the last two seconds, without a wait', async () => {
    const callers = started();
    const [first, second] = [found('Ana'), found('Ana Two')];
    await callers.find('a', first);
    vi.advanceTimersByTime(REMEMBERED_FOR_MS - RENEWED_WITHIN_MS - 1);
    expect(await callers.find('a', second)).toBe('Ana');
    expect(second).not.toHaveBeenCalled();
    vi.advanceTimersByTime(RENEWED_WITHIN_MS);
    const answers = await Promise.all([callers.find('a', second), callers.find('a', second)]);
    expect([answers, second.mock.calls.length]).toEqual([['Ana', 'Ana'], 1]);
    expect(callers.get('a')).toBe('Ana Two');
    // From the beginning of the second lookup.
    vi.advanceTimersByTime(REMEMBERED_FOR_MS - 1);
    expect(callers.get('a')).toBe('Ana Two');
    expect(first).toHaveBeenCalledTimes(1);
  });

  it('that are not found again are forgotten, and a failed lookup changes nothing', async () => {
    const callers = started();
    await callers.find('a', found('Ana'));
    await callers.find('b', found('Ben'));
    vi.advanceTimersByTime(REMEMBERED_FOR_MS - 1);
    expect(await callers.find('a', () => Promise.resolve(undefined))).toBe('Ana');
    expect(await callers.find('b', () => Promise.reject(new Error('lost')))).toBe('Ben');
    await Promise.resolve();
    expect([callers.get('a'), callers.get('b')]).toEqual([undefined, 'Ben']);
    vi.advanceTimersByTime(1);
    await expect(callers.find('b', () => Promise.reject(new Error('lost')))).rejects.toThrow('lost');
  });

  it('whose lookup takes long are remembered for the rest of the time', async () => {
    const callers = started();
    await callers.find('a', async () => {
      vi.advanceTimersByTime(REMEMBERED_FOR_MS - 10);
      return { value: 'Ana', expiresInMs: Infinity };
    });
    expect(callers.get('a')).toBe('Ana');
    vi.advanceTimersByTime(10);
    expect(callers.get('a')).toBeUndefined();
  });

  it('are not remembered beyond the end of their credential', async () => {
    const callers = started();
    await callers.find('a', found('Ana', 100));
    vi.advanceTimersByTime(99);
    expect(callers.get('a')).toBe('Ana');
    vi.advanceTimersByTime(1);
    expect(callers.get('a')).toBeUndefined();
  });

  it('are not remembered if the credential is unknown, or before the start', async () => {
    const callers = new RememberedCallers<string>();
    await callers.find('a', found('Ana'));
    expect(callers.get('a')).toBeUndefined();
    callers.start();
    expect(await callers.find('a', () => Promise.resolve(undefined))).toBeUndefined();
    expect(callers.get('a')).toBeUndefined();
  });

  it.each(['stop', 'stop and start'])('are forgotten with the results of running lookups: %s', async (what) => {
    const callers = started();
    await callers.find('a', found('Ana'));
    let answer = (_: { value: string; expiresInMs: number }) => {};
    const running = callers.find('b', () => new Promise((resolve) => (answer = resolve)));
    callers.stop();
    if (what === 'stop and start') callers.start();
    answer({ value: 'Ben', expiresInMs: Infinity });
    expect(await running).toBe('Ben');
    expect([callers.get('a'), callers.get('b')]).toEqual([undefined, undefined]);
  });

  it('whose lookup began before the start are not remembered', async () => {
    const callers = new RememberedCallers<string>();
    let answer = (_: { value: string; expiresInMs: number }) => {};
    const running = callers.find('a', () => new Promise((resolve) => (answer = resolve)));
    callers.start();
    answer({ value: 'Ana', expiresInMs: Infinity });
    await running;
    expect(callers.get('a')).toBeUndefined();
  });

  it('are at most ten thousand; the oldest are forgotten first', async () => {
    const callers = started();
    for (let n = 0; n <= 10_000; n += 1) await callers.find(String(n), () => Promise.resolve({ value: 'x', expiresInMs: Infinity }));
    expect([callers.get('0'), callers.get('1'), callers.get('10000')]).toEqual([undefined, 'x', 'x']);
  });
});
