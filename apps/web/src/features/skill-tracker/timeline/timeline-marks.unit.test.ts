import type { TimelineEvent } from '@skilltrace/contract';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '#lib/days.ts';
import { marksOf, placeMarks, SYMBOL, type PlacedMark } from './timeline-marks.ts';

const event = (day: string, more: Partial<TimelineEvent> = {}): TimelineEvent => ({
  at: `${day}T12:00:00.000Z`,
  kind: 'validated',
  projectId: null,
  projectName: null,
  skillId: 1,
  skillName: 'React',
  level: 'NOVICE',
  previousLevel: null,
  isImported: false,
  byId: null,
  byName: null,
  ...more,
});
const joined = { kind: 'joined', skillId: null, skillName: null, level: null, projectId: 3, projectName: 'Harbour' } as const;
const axis = { firstDay: '2026-01-01', lastDay: '2026-12-31', width: 800 };

test('events of one kind on one day share a mark, oldest first', () => {
  const marks = marksOf([
    event('2026-03-02', { skillId: 2 }),
    event('2026-03-02'),
    event('2026-03-02', { kind: 'confirmed', skillId: 5 }),
    event('2026-03-02', joined),
    event('2026-03-01', { isImported: true }),
  ]);
  expect(marks.map(({ lane, firstDay, events }) => [lane, firstDay, events.map(({ skillId }) => skillId)])).toEqual([
    ['levels', '2026-03-01', [1]],
    ['projects', '2026-03-02', [null]],
    ['levels', '2026-03-02', [5]],
    ['levels', '2026-03-02', [1, 2]],
  ]);
});

test('a label that does not fit after its symbol is before it', () => {
  const [first, last] = placeMarks(marksOf([event('2026-12-30'), event('2026-01-02')]), axis, () => 100);
  expect([first?.label, last?.label]).toEqual(['after', 'before']);
});

test('close events have rows of their own, then no label, and then one mark', () => {
  const days = Array.from({ length: 8 }, (_, index) => addDays('2026-05-01', index));
  const placed = placeMarks(marksOf(days.toReversed().map((day) => event(day))), axis, () => 100);
  expect(placed.map(({ row }) => row)).toEqual([0, 1, 2]);
  expect(placed.flatMap(({ events }) => events)).toHaveLength(8);
  expect(placed.some(({ events, label }) => events.length > 1 && label !== 'hidden')).toBe(false);
});

test('no two marks of a lane overlap, none leaves the axis, and each event is in exactly one mark', () => {
  const day = fc.nat(364).map((days) => addDays('2026-01-01', days));
  const events = fc.array(fc.tuple(day, fc.boolean(), fc.constantFrom('validated', 'confirmed', 'withdrawn')), { maxLength: 60 });
  const boxOf = ({ at, label }: PlacedMark, width: number) => ({
    from: at - SYMBOL / 2 - (label === 'before' ? width : 0),
    to: at + SYMBOL / 2 + (label === 'after' ? width : 0),
  });
  fc.assert(
    fc.property(events, fc.integer({ min: 320, max: 1200 }), fc.integer({ min: 20, max: 180 }), (drawn, width, label) => {
      const all = drawn
        .map(([at, isProject, kind], index) => event(at, isProject ? joined : { kind, skillId: index + 1 }))
        .toSorted((a, b) => b.at.localeCompare(a.at));
      const placed = placeMarks(marksOf(all), { ...axis, width }, () => label);
      expect(new Set(placed.flatMap((mark) => mark.events))).toEqual(new Set(all));
      expect(placed.reduce((sum, mark) => sum + mark.events.length, 0)).toBe(all.length);
      for (const [index, mark] of placed.entries()) {
        const box = boxOf(mark, label);
        expect(box.from).toBeGreaterThanOrEqual(0);
        expect(box.to).toBeLessThanOrEqual(width);
        for (const other of placed.slice(index + 1)) {
          if (other.lane !== mark.lane || other.row !== mark.row) continue;
          const otherBox = boxOf(other, label);
          expect(box.to <= otherBox.from || otherBox.to <= box.from).toBe(true);
        }
      }
    }),
  );
});
