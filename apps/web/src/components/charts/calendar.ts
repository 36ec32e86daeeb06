import type { SkillCalendar } from '@skilltrace/contract';
import { addDays, daysBetween, mondayOf, monthBriefly, weekdayOf, type Day } from '#lib/days.ts';

export interface CalendarCell {
  day: Day;
  signals: number;
  /** Column and row, from 0. Row 0 is Monday. */
  week: number;
  weekday: number;
}

export interface CalendarGrid {
  weeks: number;
  cells: CalendarCell[];
  /** Labels of months, each at the first week that begins in the month. */
  months: { week: number; text: string }[];
  /** The highest number of signals on one day. */
  most: number;
}

/** Lays the API's calendar out as weeks and days, including days without signals. */
export function calendarGrid({ firstDay, lastDay, days }: Pick<SkillCalendar, 'firstDay' | 'lastDay' | 'days'>): CalendarGrid {
  const signals = new Map(days.map((day) => [day.date, day.signals]));
  const monday = mondayOf(firstDay);
  const cells = Array.from({ length: Math.max(0, daysBetween(firstDay, lastDay) + 1) }, (_, index): CalendarCell => {
    const day = addDays(firstDay, index);
    return { day, signals: signals.get(day) ?? 0, week: Math.floor(daysBetween(monday, day) / 7), weekday: weekdayOf(day) };
  });
  const weeks = (cells.at(-1)?.week ?? -1) + 1;
  return { weeks, cells, months: monthsOf(monday, weeks), most: Math.max(0, ...days.map((day) => day.signals)) };
}

function monthsOf(monday: Day, weeks: number): CalendarGrid['months'] {
  const months: CalendarGrid['months'] = [];
  for (let week = 0; week < weeks; week++) {
    const day = addDays(monday, week * 7);
    // A name is about three weeks wide.
    if (day.slice(0, 7) !== addDays(day, -7).slice(0, 7) && weeks - week >= 3) months.push({ week, text: monthBriefly(day) });
  }
  return months;
}

/** The shade of a day: 0 for no signals, 1 to 4 for quarters of the busiest day. */
export const levelOf = (signals: number, most: number): number => (signals === 0 ? 0 : Math.min(4, Math.ceil((signals / most) * 4)));
