import { plural, t } from '@lingui/core/macro';
import { perLocale } from '../i18n/active-locale.ts';
import { clockAt, zonedFormat } from '../zone.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;

const relative = perLocale((locale) => new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'long' }));
const dayThisYear = zonedFormat({ day: 'numeric', month: 'short' });
const dayAndYear = zonedFormat({ day: 'numeric', month: 'short', year: 'numeric' });
const exact = zonedFormat({ dateStyle: 'full', timeStyle: 'long' });

/** "3 hours ago" or "in 3 hours" within a week, otherwise the date. In the viewer's time zone. */
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

/** The date alone: "18 Nov", with the year if it is not the current one. */
export function dateInWords(iso: string, now = new Date()): string {
  const at = new Date(iso);
  return (clockAt(at).year === clockAt(now).year ? dayThisYear : dayAndYear)(at);
}

/** Date and time to the second, with the time zone, for tooltips. */
export const exactTime = (iso: string): string => exact(new Date(iso));

/** Age in one unit: "14 months", "3 weeks", "today". */
export function ageInWords(iso: string, now = new Date()): string {
  const days = Math.floor((now.getTime() - new Date(iso).getTime()) / DAY);
  if (days < 1) return t({ message: 'today', comment: 'An age under one day. Other ages: "3 weeks", "14 months"' });
  const [weeks, months, years] = [days / 7, days / 30.44, days / 365.25].map(Math.floor) as [number, number, number];
  if (days < 14) return plural(days, { one: '# day', other: '# days' });
  if (days < 61) return plural(weeks, { one: '# week', other: '# weeks' });
  if (days < 730) return plural(months, { one: '# month', other: '# months' });
  return plural(years, { one: '# year', other: '# years' });
}
