import type { Signal } from '@skilltrace/contract';
import { expect, test } from 'vitest';
import { groupSignals, projectIdsOf, updateIdsOf } from './group-signals.ts';

process.env['TZ'] = 'Europe/Zurich';

let id = 0;
const signal = (name: string, createdAt: string, more: Partial<Signal> = {}): Signal => ({
  id: ++id,
  userId: 1,
  skillId: name.length,
  name,
  sourceType: 'update',
  sourceId: 7,
  signalType: 'update',
  createdAt,
  recordedAt: createdAt,
  ...more,
});
const told = (...parameters: Parameters<typeof groupSignals>) =>
  groupSignals(...parameters).map((row) =>
    row.kind === 'day' ? row.day : `${row.signalType} ${row.sourceId}: ${row.skills.map(({ name }) => name).join(', ')}`,
  );

const evening = '2026-03-10T22:30:00.000Z';
const night = '2026-03-10T23:30:00.000Z';

test('an update is one row with its skills by name, under the viewer’s day', () => {
  expect(told([signal('SQL', night, { sourceId: 8 }), signal('SQL', evening), signal('Go', evening)])).toEqual([
    '2026-03-11',
    'update 8: SQL',
    '2026-03-10',
    'update 7: Go, SQL',
  ]);
});

test('two events of one moment stay two, however their signals are mixed', () => {
  const joined = { sourceType: 'project', signalType: 'joined' } as const;
  const mixed = [signal('SQL', evening), signal('Go', evening, joined), signal('CSS', evening), signal('Vue', evening, joined)];
  expect(told(mixed)).toEqual(['2026-03-10', 'update 7: CSS, SQL', 'joined 7: Go, Vue']);
});

test('joining and completing the same project are two', () => {
  const project = { sourceType: 'project', sourceId: 3 } as const;
  const signals = [
    signal('Go', night, { ...project, signalType: 'completed' }),
    signal('Go', evening, { ...project, signalType: 'joined' }),
  ];
  expect(told(signals)).toEqual(['2026-03-11', 'completed 3: Go', '2026-03-10', 'joined 3: Go']);
});

test('the last event waits for the next page, which may add to it', () => {
  const signals = [signal('SQL', night, { sourceId: 8 }), signal('Go', evening)];
  expect(told(signals, true)).toEqual(['2026-03-11', 'update 8: SQL']);
  expect(told(signals.slice(0, 1), true)).toEqual(['2026-03-11', 'update 8: SQL']);
  expect(told([], true)).toEqual([]);
});

test('sources are asked for once each', () => {
  const signals = [signal('SQL', evening), signal('Go', evening), signal('Go', evening, { sourceType: 'project', sourceId: 3 })];
  expect(updateIdsOf(signals)).toEqual([7]);
  expect(projectIdsOf(signals)).toEqual([3]);
});
