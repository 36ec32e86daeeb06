import { perLocale } from '../i18n/active-locale.ts';

const DAY = 24 * 60 * 60_000;

const relative = perLocale((locale) => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }));

/** How long ago, in one unit: "14 months ago", "3 weeks ago", "today". For the age of a validation. */
export function agoInWords(iso: string, now = new Date()): string {
  const days = Math.max(0, Math.floor((now.getTime() - new Date(iso).getTime()) / DAY));
  if (days < 14) return relative().format(-days, 'day');
  if (days < 61) return relative().format(-Math.floor(days / 7), 'week');
  if (days < 730) return relative().format(-Math.floor(days / 30.44), 'month');
  return relative().format(-Math.floor(days / 365.25), 'year');
}
