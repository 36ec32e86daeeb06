import type { ResolveSuggestionsResult } from '@skilltrace/contract';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ApiProblem } from '#lib/api/api-problem.ts';
import { answer, decide, idsIn } from './fixtures.ts';
import type { Parcel } from './outbox.ts';
import { createOutboxStore } from './outbox-store.ts';

beforeEach(() => vi.useFakeTimers({ now: 0 }));
afterEach(() => vi.useRealTimers());

/** Like the browser's storage, but with only the methods that the outbox uses. */
function memoryStorage(): Storage {
  const values = new Map<string, string>();
  return {
    getItem: (name: string) => values.get(name) ?? null,
    setItem: (name: string, value: string) => void values.set(name, value),
    removeItem: (name: string) => void values.delete(name),
    get length() {
      return values.size;
    },
  } as Storage;
}

interface Request {
  parcel: Parcel;
  succeed: () => void;
  fail: (problem: unknown) => void;
}

function openTab(storage = memoryStorage(), profileId = 7) {
  const requests: Request[] = [];
  const send = (parcel: Parcel) =>
    new Promise<ResolveSuggestionsResult>((resolve, reject) => {
      const event = answer(parcel);
      requests.push({ parcel, succeed: () => event.type === 'answered' && resolve(event.result), fail: reject });
    });
  return { store: createOutboxStore({ profileId, send, storage, onStep: () => {} }), requests, storage };
}
const sentBy = ({ requests }: { requests: Request[] }) => idsIn(requests.map(({ parcel }) => parcel));

test('sends a decision when the undo window ends, and removes settled decisions from the storage', async () => {
  const tab = openTab();
  tab.store.dispatch(decide(1));
  await vi.advanceTimersByTimeAsync(4_999);
  expect(sentBy(tab)).toEqual([]);
  expect(tab.storage.length).toBe(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(sentBy(tab)).toEqual([[1]]);
  tab.requests[0]?.succeed();
  await vi.advanceTimersByTimeAsync(0);
  expect([...tab.store.read().settled]).toEqual([1]);
  expect(tab.storage.length).toBe(0);
});

test('sends a displaced decision after the next frame, or when the page closes before it', async () => {
  const displaceOne = () => {
    const tab = openTab();
    for (const id of [1, 2, 3, 4]) tab.store.dispatch(decide(id));
    expect(sentBy(tab)).toEqual([]);
    return tab;
  };
  const staying = displaceOne();
  await vi.advanceTimersByTimeAsync(1);
  expect(sentBy(staying)).toEqual([[1]]);

  const leaving = displaceOne();
  leaving.store.dispatch({ type: 'leave' });
  await vi.advanceTimersByTimeAsync(1_000);
  expect(sentBy(leaving)).toEqual([[1], [2, 3, 4]]);
});

test('does not send decisions while the bar is held', async () => {
  const tab = openTab();
  tab.store.dispatch(decide(1));
  tab.store.dispatch({ type: 'hold' });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(sentBy(tab)).toEqual([]);
  tab.store.dispatch({ type: 'release' });
  await vi.advanceTimersByTimeAsync(5_000);
  expect(sentBy(tab)).toEqual([[1]]);
});

test('keeps a failed request with its reason across a reload, and retries it with its key', async () => {
  const tab = openTab();
  tab.store.dispatch(decide(1, 2));
  await vi.advanceTimersByTimeAsync(5_000);
  tab.requests[0]?.fail(new ApiProblem('OFFLINE', 0, 'The server cannot be reached.'));
  await vi.advanceTimersByTimeAsync(0);
  expect(tab.store.read().unsent[0]?.reason).toBe('The server cannot be reached.');

  const next = openTab(tab.storage);
  expect(sentBy(next)).toEqual([]);
  next.store.dispatch({ type: 'retry' });
  expect(next.requests[0]?.parcel).toMatchObject({ key: tab.requests[0]?.parcel.key, decisions: tab.requests[0]?.parcel.decisions });
});

test('sends a request again with its key when the page closed before the answer', () => {
  const tab = openTab();
  tab.store.dispatch(decide(1));
  tab.store.dispatch({ type: 'leave' });
  const next = openTab(tab.storage);
  expect(next.requests.map(({ parcel }) => parcel.key)).toEqual(['key-1']);
});

test('ignores the entries of another person and invalid entries in the storage', () => {
  const tab = openTab();
  tab.store.dispatch(decide(1));
  tab.store.dispatch({ type: 'leave' });
  expect(sentBy(openTab(tab.storage, 8))).toEqual([]);
  for (const text of ['{', 'null', '7', '{"sending":[{}],"left":7}', '{"unsent":[{"key":"a","decisions":[{}]}]}']) {
    tab.storage.setItem('skilltrace:unsent-decisions:9', text);
    expect(openTab(tab.storage, 9).store.read()).toMatchObject({ sending: [], unsent: [] });
  }
});

test('sends everything immediately when it finishes, and waits for the answers', async () => {
  const tab = openTab();
  await tab.store.finish();
  tab.store.dispatch(decide(1));
  let isFinished = false;
  const finishing = tab.store.finish().then(() => (isFinished = true));
  await vi.advanceTimersByTimeAsync(0);
  expect([sentBy(tab), isFinished]).toEqual([[[1]], false]);
  tab.requests[0]?.succeed();
  await finishing;
  expect(isFinished).toBe(true);
});

test('works if the storage is full', () => {
  const fullStorage = { getItem: () => null, setItem: throwQuotaError, removeItem: throwQuotaError } as unknown as Storage;
  const tab = openTab(fullStorage);
  tab.store.dispatch(decide(1));
  tab.store.dispatch({ type: 'leave' });
  expect(sentBy(tab)).toEqual([[1]]);
});

function throwQuotaError(): never {
  throw new DOMException('full', 'QuotaExceededError');
}
