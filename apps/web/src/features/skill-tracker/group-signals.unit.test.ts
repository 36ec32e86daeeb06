import type { Signal } from '@skilltrace/contract';
import { afterAll, expect, test } from 'vitest';
import { groupSignals, projectIdsOf, updateIdsOf } from './group-signals.ts';

const zone = process.env['TZ'];
process.env['TZ'] = 'Europe/Zurich';
afterAll(() => {
  if (zone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zone;
});

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
const described = (...parameters: Parameters<typeof groupSignals>) =>
  groupSignals(...parameters).map((row) =>
    row.kind === 'day' ? row.day : `${row.signalType} ${row.sourceId}: ${row.skills.map(({ name }) => name).join(', ')}`,
  );

const evening = '2026-03-10T22:30:00.000Z';
const night = '2026-03-10T23:30:00.000Z';

test('shows an update as one row with its skills sorted by name, under the viewer’s day', () => {
  expect(described([signal('SQL', night, { sourceId: 8 }), signal('SQL', evening), signal('Go', evening)])).toEqual([
    '2026-03-11',
    'update 8: SQL',
    '2026-03-10',
    'update 7: Go, SQL',
  ]);
});

test('keeps two events of the same moment apart, regardless of the order of their signals', () => {
  const joined = { sourceType: 'project', signalType: 'joined' } as const;
  const mixed = [signal('SQL', evening), signal('Go', evening, joined), signal('CSS', evening), signal('Vue', evening, joined)];
  expect(described(mixed)).toEqual(['2026-03-10', 'update 7: CSS, SQL', 'joined 7: Go, Vue']);
});

test('shows joining and completing the same project as two events', () => {
  const project = { sourceType: 'project', sourceId: 3 } as const;
  const signals = [
    signal('Go', night, { ...project, signalType: 'completed' }),
    signal('Go', evening, { ...project, signalType: 'joined' }),
  ];
  expect(described(signals)).toEqual(['2026-03-11', 'completed 3: Go', '2026-03-10', 'joined 3: Go']);
});

test('leaves out the last event while a next page can add signals to it', () => {
  const signals = [signal('SQL', night, { sourceId: 8 }), signal('Go', evening)];
  expect(described(signals, true)).toEqual(['2026-03-11', 'update 8: SQL']);
  expect(described(signals.slice(0, 1), true)).toEqual(['2026-03-11', 'update 8: SQL']);
  expect(described([], true)).toEqual([]);
});

test('returns the id of each source once', () => {
  const signals = [signal('SQL', evening), signal('Go', evening), signal('Go', evening, { sourceType: 'project', sourceId: 3 })];
  expect(updateIdsOf(signals)).toEqual([7]);
  expect(projectIdsOf(signals)).toEqual([3]);
});
