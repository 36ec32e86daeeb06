import { perLocale } from '../i18n/active-locale.ts';

const DAY = 24 * 60 * 60_000;

const relative = perLocale((locale) => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }));

/** The whole days since a time, and 0 for a time in the future. */
export const daysSince = (iso: string, now: Date): number => Math.max(0, Math.floor((now.getTime() - Date.parse(iso)) / DAY));

/** How long ago, in one unit: "14 months ago", "3 weeks ago", "today". For the age of a validation. */
export function agoInWords(iso: string, now = new Date()): string {
  const days = daysSince(iso, now);
  if (days < 14) return relative().format(-days, 'day');
  if (days < 61) return relative().format(-Math.floor(days / 7), 'week');
  if (days < 730) return relative().format(-Math.floor(days / 30.44), 'month');
  return relative().format(-Math.floor(days / 365.25), 'year');
}
