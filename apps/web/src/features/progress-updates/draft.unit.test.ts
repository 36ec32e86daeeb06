import { describe, expect, test } from 'vitest';
import { draftAfter, draftPlace, storeDraft, readDraft } from './draft.ts';

function storage(kept: Record<string, string> = {}) {
  return {
    kept,
    getItem: (place: string) => kept[place] ?? null,
    setItem: (place: string, value: string) => void (kept[place] = value),
    removeItem: (place: string) => void delete kept[place],
  };
}

describe('a draft', () => {
  test('is restored with its key for the same person and project only', () => {
    const tab = storage();
    storeDraft(draftPlace(1, 2), { text: 'Half a sentence', key: 'k' }, tab);
    expect(readDraft(draftPlace(1, 2), tab)).toEqual({ text: 'Half a sentence', key: 'k' });
    expect(readDraft(draftPlace(3, 2), tab).text).toBe('');
    expect(readDraft(draftPlace(1, 4), tab).text).toBe('');
  });

  test('is removed from the storage when it is empty', () => {
    const tab = storage({ p: JSON.stringify({ text: 'x', key: 'k' }) });
    storeDraft('p', { text: '', key: 'k' }, tab);
    expect(tab.kept).toEqual({});
  });

  test.each(['', '[]', 'null', '{"text":3,"key":"k"}', '{"text":"x"}', '{"text":"x","key":""}', '{'])(
    'starts empty when the stored value is %j',
    (text) => {
      const draft = readDraft('p', storage({ p: text }));
      expect(draft.text).toBe('');
      expect(draft.key).not.toBe('');
    },
  );

  test('works when the storage is blocked', () => {
    const throwSecurityError = () => {
      throw new DOMException('no', 'SecurityError');
    };
    expect(readDraft('p', { getItem: throwSecurityError }).text).toBe('');
    expect(() => storeDraft('p', { text: 'x', key: 'k' }, { setItem: throwSecurityError, removeItem: throwSecurityError })).not.toThrow();
  });
});

describe('the key of a draft', () => {
  const draft = { text: 'Done', key: 'k' };
  test.each([
    [0, 'OFFLINE'],
    [500, 'INTERNAL'],
    [503, 'UNAVAILABLE'],
    [502, 'UNREADABLE'],
    [409, 'CONFLICT'],
    [401, 'UNAUTHENTICATED'],
    [429, 'RATE_LIMITED'],
  ] as const)('stays the same after %i %s', (status, code) => {
    expect(draftAfter(draft, { status, code })).toBe(draft);
  });
  test.each([
    [400, 'VALIDATION_FAILED'],
    [403, 'FORBIDDEN'],
    [409, 'PROJECT_NOT_ACTIVE'],
    [409, 'IDEMPOTENCY_KEY_REUSED'],
  ] as const)('is replaced after %i %s, and the text is kept', (status, code) => {
    const after = draftAfter(draft, { status, code });
    expect(after.text).toBe('Done');
    expect(after.key).not.toBe('k');
  });
});
