import type { Signal } from '@skilltrace/contract';
import { expect, test } from 'vitest';
import { groupEvents, referencedIds } from './group-events.ts';

const signal = (id: number, more: Partial<Signal>): Signal => ({
  id,
  userId: 1,
  skillId: 10,
  name: 'React',
  sourceType: 'update',
  sourceId: 7,
  signalType: 'update',
  createdAt: '2026-11-02T09:00:00.000Z',
  recordedAt: '2026-11-02T09:00:00.000Z',
  ...more,
});
const joined = { sourceType: 'project', signalType: 'joined', sourceId: 3, createdAt: '2026-11-01T09:00:00.000Z' } as const;

test('the signals of one update are one event, and two people who join simultaneously are two events', () => {
  const events = groupEvents(
    [signal(9, { skillId: 11, name: 'SQL' }), signal(8, {}), signal(7, joined), signal(6, { ...joined, userId: 2 })],
    false,
  );
  expect(events.map(({ signalType, skills }) => [signalType, skills.map(({ name }) => name)])).toEqual([
    ['update', ['React', 'SQL']],
    ['joined', ['React']],
    ['joined', ['React']],
  ]);
});

test('the last event of a page is left out while the next page may continue it', () => {
  const signals = [signal(9, {}), signal(8, joined)];
  expect(groupEvents(signals, true)).toHaveLength(1);
  expect(groupEvents(signals, false)).toHaveLength(2);
  expect(groupEvents([signal(9, {})], true)).toHaveLength(1);
});

test('the ids in a page are listed without duplicates, with updates and projects separate', () => {
  const signals = [signal(9, { userId: 2 }), signal(8, { sourceId: 9 }), signal(7, { sourceId: 9 }), signal(6, { ...joined, sourceId: 9 })];
  expect(referencedIds(signals)).toEqual({ people: [2, 1], updates: [7, 9], projects: [9] });
});
