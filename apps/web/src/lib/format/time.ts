import { activeLocale } from '../i18n/active-locale.ts';
import { once } from '../once.ts';
import { clockAt, zonedFormat } from '../zone.ts';
import { inDigits } from './number.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;

const relative = once(() => new Intl.RelativeTimeFormat(activeLocale(), { numeric: 'auto', style: 'long' }));
const dayThisYear = zonedFormat({ day: 'numeric', month: 'short' });
const dayAndYear = zonedFormat({ day: 'numeric', month: 'short', year: 'numeric' });
const exact = zonedFormat({ dateStyle: 'full', timeStyle: 'long' });

/** "3 hours ago" under a week, either way; the date beyond, with its year unless it is this one. In the viewer's zone. */
export function timeInWords(iso: string, now = new Date()): string {
  const at = new Date(iso);
  const distance = at.getTime() - now.getTime();
  const size = Math.abs(distance);
  if (size < MINUTE) return relative().format(0, 'second');
  if (size < HOUR) return relative().format(Math.trunc(distance / MINUTE), 'minute');
  if (size < DAY) return relative().format(Math.trunc(distance / HOUR), 'hour');
  if (size < WEEK) return relative().format(Math.trunc(distance / DAY), 'day');
  return dateInWords(iso, now);
}

/** The date alone: "18 Nov", with its year unless it is this one. */
export function dateInWords(iso: string, now = new Date()): string {
  const at = new Date(iso);
  return (clockAt(at).year === clockAt(now).year ? dayThisYear : dayAndYear)(at);
}

/** To the second, with the zone: what a hover shows. */
export const exactTime = (iso: string): string => exact(new Date(iso));

/** How long ago, in one unit: "14 months", "3 weeks", "today". For the age of a validation. */
export function ageInWords(iso: string, now = new Date()): string {
  const days = Math.floor((now.getTime() - new Date(iso).getTime()) / DAY);
  if (days < 1) return 'today';
  if (days < 14) return plural(days, 'day');
  if (days < 61) return plural(Math.floor(days / 7), 'week');
  if (days < 730) return plural(Math.floor(days / 30.44), 'month');
  return plural(Math.floor(days / 365.25), 'year');
}

/** "1 signal", "41 signals". */
export const plural = (count: number, one: string, many = `${one}s`): string => `${inDigits(count)} ${count === 1 ? one : many}`;
