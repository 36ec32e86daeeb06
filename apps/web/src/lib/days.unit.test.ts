import { afterEach, describe, expect, test } from 'vitest';
import { addDays, addMonths, beginningOf, clockInWords, dayOf, daysBetween, localDay, mondayOf } from './days.ts';

const zone = process.env['TZ'];
afterEach(() => {
  if (zone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zone;
});

test.each([
  ['2026-02-28', '2026-02-28'],
  ['2024-02-29', '2024-02-29'],
  ['2026-02-29', undefined],
  ['2026-13-01', undefined],
  ['0002-01-01', undefined],
  ['2026-1-1', undefined],
  ['yesterday', undefined],
  [20260101, undefined],
  [['2026-01-01'], undefined],
])('dayOf reads %j as %s', (value, day) => {
  expect(dayOf(value)).toBe(day);
});

test('a local time in words is the time that was entered, in every time zone', () => {
  for (const name of ['Pacific/Kiritimati', 'America/New_York']) {
    process.env['TZ'] = name;
    expect(clockInWords('2026-11-03T09:30')).toMatch(/3.*2026.*9:30/);
  }
  expect(clockInWords('')).toBe('');
});

describe('arithmetic on days', () => {
  test('crosses months, years and leap days', () => {
    expect(addDays('2026-03-01', -1)).toBe('2026-02-28');
    expect(addDays('2024-03-01', -1)).toBe('2024-02-29');
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
    expect(daysBetween('2026-03-30', '2026-03-28')).toBe(-2);
  });

  test('uses the last day of a shorter month', () => {
    expect(addMonths('2026-03-31', -1)).toBe('2026-02-28');
    expect(addMonths('2024-02-29', -12)).toBe('2023-02-28');
    expect(addMonths('2026-01-31', 13)).toBe('2027-02-28');
    expect(addMonths('2026-05-31', -6)).toBe('2025-11-30');
  });

  test('begins weeks on Monday', () => {
    expect(mondayOf('2026-11-21')).toBe('2026-11-16');
    expect(mondayOf('2026-11-16')).toBe('2026-11-16');
    expect(mondayOf('2026-11-22')).toBe('2026-11-16');
    expect(mondayOf('2027-01-01')).toBe('2026-12-28');
  });
});

describe('the beginning of a day for the viewer', () => {
  test.each([
    ['Europe/Zurich', '2026-03-29', '2026-03-28T23:00:00.000Z'],
    ['Europe/Zurich', '2026-03-30', '2026-03-29T22:00:00.000Z'],
    ['America/New_York', '2026-11-02', '2026-11-02T05:00:00.000Z'],
    ['Asia/Kolkata', '2026-06-01', '2026-05-31T18:30:00.000Z'],
    // Midnight does not exist on this day: the clocks go forward from 24:00 to 01:00.
    ['Asia/Beirut', '2026-03-29', '2026-03-28T22:00:00.000Z'],
  ])('in %s of %s is %s', (name, day, moment) => {
    process.env['TZ'] = name;
    expect(beginningOf(day).toISOString()).toBe(moment);
    expect(localDay(new Date(moment))).toBe(day);
    expect(localDay(new Date(Date.parse(moment) - 1))).toBe(addDays(day, -1));
  });
});
