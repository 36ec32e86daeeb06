import { describe, expect, test } from 'vitest';
import { calendarGrid, levelOf } from './calendar.ts';

describe('a calendar', () => {
  const year = calendarGrid({
    firstDay: '2025-11-17',
    lastDay: '2026-11-21',
    days: [
      { date: '2025-11-17', signals: 2 },
      { date: '2026-03-29', signals: 7 },
    ],
  });

  test('of a year has 53 weeks, the last one as far as it has come', () => {
    expect(year.weeks).toBe(53);
    expect(year.cells).toHaveLength(52 * 7 + 6);
    expect(year.cells.at(-1)).toEqual({ day: '2026-11-21', signals: 0, week: 52, weekday: 5 });
  });

  test('has each day in its place, the days on which the clocks change too', () => {
    expect(year.cells[0]).toEqual({ day: '2025-11-17', signals: 2, week: 0, weekday: 0 });
    expect(year.cells.find(({ day }) => day === '2026-03-29')).toEqual({ day: '2026-03-29', signals: 7, week: 18, weekday: 6 });
    expect(year.cells.find(({ day }) => day === '2026-03-30')).toMatchObject({ week: 19, weekday: 0 });
    expect(year.most).toBe(7);
  });

  test('names each month once, where there is room', () => {
    expect(year.months).toHaveLength(12);
    expect(year.months[0]).toEqual({ week: 2, text: 'Dec' });
  });

  test('that begins within a week leaves the days before it out', () => {
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
])('%i of at most %i is level %i', (signals, most, level) => {
  expect(levelOf(signals, most)).toBe(level);
});
