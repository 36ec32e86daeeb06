import { perLocale } from './i18n/active-locale.ts';
import { clockAt, momentOfClock } from './zone.ts';

/** A calendar date, `YYYY-MM-DD`, without a time zone. */
export type Day = string;

const DAY_MS = 24 * 60 * 60_000;

const noon = (day: Day) => new Date(`${day}T12:00:00Z`);
const dayAtUtc = (date: Date): Day => date.toISOString().slice(0, 10);
const two = (number: number) => String(number).padStart(2, '0');

/** A valid date from 1970 on, or undefined. Earlier dates come from date fields that are half filled in. */
export function dayOf(value: unknown): Day | undefined {
  if (typeof value !== 'string' || !/^(19[7-9]|2[01]\d)\d-\d\d-\d\d$/.test(value)) return undefined;
  const date = noon(value);
  return !Number.isNaN(date.getTime()) && dayAtUtc(date) === value ? value : undefined;
}

/** The viewer's date at a moment. */
export function localDay(at: Date): Day {
  const { year, month, date } = clockAt(at);
  return `${year}-${two(month)}-${two(date)}`;
}

/** When the day begins for the viewer: midnight, or later where the clocks change at midnight. */
export function beginningOf(day: Day): Date {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return momentOfClock({ year, month, date, hour: 0, minute: 0 });
}

export const addDays = (day: Day, days: number): Day => dayAtUtc(new Date(noon(day).getTime() + days * DAY_MS));

/** The same day of another month, or the last day of a shorter month. */
export function addMonths(day: Day, months: number): Day {
  const from = noon(day);
  const first = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months, 1, 12));
  const longest = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(from.getUTCDate(), longest));
  return dayAtUtc(first);
}

/** The number of days from the first to the second; negative if the second is earlier. */
export const daysBetween = (first: Day, second: Day): number => Math.round((noon(second).getTime() - noon(first).getTime()) / DAY_MS);

/** 0 for Monday, 6 for Sunday. */
export const weekdayOf = (day: Day): number => (noon(day).getUTCDay() + 6) % 7;

/** The Monday of its ISO week. */
export const mondayOf = (day: Day): Day => addDays(day, -weekdayOf(day));

export const firstOfMonth = (day: Day): Day => `${day.slice(0, 7)}-01`;

const dayFormat = (options: Intl.DateTimeFormatOptions) =>
  perLocale((locale) => new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }));
const dayThisYear = dayFormat({ day: 'numeric', month: 'short' });
const dayAndYear = dayFormat({ day: 'numeric', month: 'short', year: 'numeric' });
const weekdayThisYear = dayFormat({ weekday: 'long', day: 'numeric', month: 'long' });
const weekdayAndYear = dayFormat({ dateStyle: 'full' });
const monthThisYear = dayFormat({ month: 'long' });
const monthAndYear = dayFormat({ month: 'long', year: 'numeric' });
const monthShort = dayFormat({ month: 'short' });
const weekdayShort = dayFormat({ weekday: 'short' });

const clockAndDay = dayFormat({ dateStyle: 'medium', timeStyle: 'short' });

/** A local time as in `<input type="datetime-local">`, in words: "3 Nov 2026, 09:30". Empty if it is not a time. */
export function clockInWords(local: string): string {
  const at = new Date(`${local}Z`);
  return Number.isNaN(at.getTime()) ? '' : clockAndDay().format(at);
}

const isSameYear = (day: Day, today: Day) => day.slice(0, 4) === today.slice(0, 4);

/** "3 Nov", with the year if it differs from today's. */
export const dayInWords = (day: Day, today: Day): string => (isSameYear(day, today) ? dayThisYear : dayAndYear)().format(noon(day));

/** "Tuesday 3 November", with the year if it differs from today's. */
export const weekdayInWords = (day: Day, today: Day): string =>
  (isSameYear(day, today) ? weekdayThisYear : weekdayAndYear)().format(noon(day));

/** "March", with the year if it differs from today's. */
export const monthInWords = (day: Day, today: Day): string => (isSameYear(day, today) ? monthThisYear : monthAndYear)().format(noon(day));

/** "Mar". */
export const monthBriefly = (day: Day): string => monthShort().format(noon(day));

/** "Mon", of any day. */
export const weekdayBriefly = (day: Day): string => weekdayShort().format(noon(day));
