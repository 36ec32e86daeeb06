import { expect, test } from 'vitest';
import { ticksOf } from './timeline-axis.ts';

const words = (...parameters: Parameters<typeof ticksOf>) => ticksOf(...parameters).map(({ text }) => text);

test('a short range is labeled with Mondays, a long one with months, and each January has its year', () => {
  expect(words('2026-11-01', '2026-11-30', 800)).toEqual(['Nov 2', 'Nov 9', 'Nov 16', 'Nov 23']);
  expect(words('2025-12-01', '2026-11-30', 1100)).toEqual(
    ['Dec', 'Jan ’26', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov'].filter((word) => word !== ''),
  );
  expect(words('2025-11-15', '2026-11-30', 320)).toEqual(['Jan ’26', 'Apr', 'Jul', 'Oct']);
  expect(words('2018-05-10', '2026-11-30', 800)).toEqual([
    'Jan ’19',
    'Jan ’20',
    'Jan ’21',
    'Jan ’22',
    'Jan ’23',
    'Jan ’24',
    'Jan ’25',
    'Jan ’26',
  ]);
});

test('labels are on the axis, in order, and far enough from each other', () => {
  for (const [first, last] of [
    ['2026-11-30', '2026-11-30'],
    ['2026-11-01', '2026-11-30'],
    ['2026-06-01', '2026-11-30'],
    ['2024-02-29', '2026-11-30'],
    ['1999-01-01', '2026-11-30'],
  ] as const)
    for (const width of [320, 700, 1130]) {
      const places = ticksOf(first, last, width).map(({ at }) => at * width);
      for (const [index, place] of places.entries()) {
        expect(place).toBeGreaterThanOrEqual(0);
        expect(place).toBeLessThan(width);
        if (index > 0) expect(place - (places[index - 1] ?? 0)).toBeGreaterThan(40);
      }
    }
});
