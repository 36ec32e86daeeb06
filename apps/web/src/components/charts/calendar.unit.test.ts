import { describe, expect, test } from 'vitest';
import { calendarGrid, levelOf } from './calendar.ts';

describe('the calendar grid', () => {
  const year = calendarGrid({
    firstDay: '2025-11-17',
    lastDay: '2026-11-21',
    days: [
      { date: '2025-11-17', signals: 2 },
      { date: '2026-03-29', signals: 7 },
    ],
  });

  test('has 53 weeks for a year, and ends with the last day', () => {
    expect(year.weeks).toBe(53);
    expect(year.cells).toHaveLength(52 * 7 + 6);
    expect(year.cells.at(-1)).toEqual({ day: '2026-11-21', signals: 0, week: 52, weekday: 5 });
  });

  test('has every day in its place, including days on which the clocks change', () => {
    expect(year.cells[0]).toEqual({ day: '2025-11-17', signals: 2, week: 0, weekday: 0 });
    expect(year.cells.find(({ day }) => day === '2026-03-29')).toEqual({ day: '2026-03-29', signals: 7, week: 18, weekday: 6 });
    expect(year.cells.find(({ day }) => day === '2026-03-30')).toMatchObject({ week: 19, weekday: 0 });
    expect(year.most).toBe(7);
  });

  test('names each month once, if there is room', () => {
    expect(year.months).toHaveLength(12);
    expect(year.months[0]).toEqual({ week: 2, text: 'Dec' });
  });

  test('leaves out the days before the first day if it is in the middle of a week', () => {
    expect(calendarGrid({ firstDay: '2026-11-19', lastDay: '2026-11-23', days: [] })).toMatchObject({
      weeks: 2,
      most: 0,
      cells: [{ week: 0, weekday: 3 }, {}, {}, { week: 0, weekday: 6 }, { week: 1, weekday: 0 }],
    });
  });
});

test.each([
  [0, 10, 0],
  [1, 10, 1],
  [3, 10, 2],
  [10, 10, 4],
  [1, 1, 4],
])('a day with %i signals, at most %i on any day, has the shade %i', (signals, most, level) => {
  expect(levelOf(signals, most)).toBe(level);
});
