import { t } from '@lingui/core/macro';
import { addDays, addMonths, dayInWords, daysBetween, firstOfMonth, mondayOf, monthBriefly, type Day } from '#lib/days.ts';

export interface Tick {
  /** From 0 at the beginning of the axis to 1. */
  at: number;
  text: string;
}

// A label is about this wide, in pixels.
const LABEL = 64;

/** The labels of the axis: Mondays of a short range, otherwise beginnings of months, as many as there is room for. */
export function ticksOf(firstDay: Day, lastDay: Day, width: number): Tick[] {
  const days = daysBetween(firstDay, lastDay) + 1;
  const most = Math.max(1, Math.floor(width / LABEL));
  const begins = days <= 75 ? mondays(firstDay, lastDay, days, most) : months(firstDay, lastDay, days, most);
  return begins
    .map((day) => ({ at: daysBetween(firstDay, day) / days, text: days <= 75 ? dayInWords(day, day) : monthInWords(day) }))
    .filter(({ at }) => at * width <= width - LABEL / 2);
}

function mondays(firstDay: Day, lastDay: Day, days: number, most: number): Day[] {
  const step = 7 * Math.max(1, Math.ceil(days / 7 / most));
  return sequence(mondayOf(addDays(firstDay, 6)), lastDay, (day) => addDays(day, step));
}

function months(firstDay: Day, lastDay: Day, days: number, most: number): Day[] {
  const fitting = [1, 2, 3, 6, 12, 24, 60, 120].find((step) => days / 30.4 / step <= most) ?? 240;
  let first = firstOfMonth(addMonths(firstDay, firstDay === firstOfMonth(firstDay) ? 0 : 1));
  // Labels every third month are January, April and so on.
  while ((Number(first.slice(5, 7)) - 1) % Math.min(12, fitting) !== 0) first = addMonths(first, 1);
  return sequence(first, lastDay, (day) => addMonths(day, fitting));
}

function sequence(first: Day, last: Day, next: (day: Day) => Day): Day[] {
  const days: Day[] = [];
  for (let day = first; day <= last; day = next(day)) days.push(day);
  return days;
}

/** "Mar", and "Jan ’26" at the beginning of a year. */
function monthInWords(day: Day): string {
  const [month, year] = [monthBriefly(day), day.slice(2, 4)];
  if (day.slice(5, 7) !== '01') return month;
  return t({
    message: `${month} ’${year}`,
    comment: 'A short month and the last two digits of its year, on the axis of a chart: "Jan ’26"',
  });
}
