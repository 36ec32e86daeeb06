import { expect, test } from 'vitest';
import { fromLocalInput, toLocalInput } from './local-time.ts';

test('a local time is unchanged after conversion to a moment and back, in winter and in summer', () => {
  for (const text of ['2026-11-24T10:00', '2026-07-01T00:30', '2027-01-01T23:59'])
    expect(toLocalInput(fromLocalInput(text) ?? '')).toBe(text);
});

test('a moment is unchanged after conversion to a local time and back', () => {
  expect(fromLocalInput(toLocalInput('2026-11-24T09:00:00.000Z'))).toBe('2026-11-24T09:00:00.000Z');
});

test('an empty text and a text that is not a time give null', () => {
  expect([fromLocalInput(''), fromLocalInput('tomorrow'), fromLocalInput('2026-13-01T00:00')]).toEqual([null, null, null]);
});
