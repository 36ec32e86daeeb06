import { activeLocale } from './i18n/active-locale.ts';
import { isZoneName } from '@skilltrace/domain/time-zone';

// Of Temporal, where there is one, it costs nothing: the first use of Intl takes 40 ms, and this is asked before anything is sent.
declare const Temporal: { Now: { timeZoneId: () => string } } | undefined;

export interface Zone {
  /** As the API takes it. */
  name: string;
  /** The browser reports none that the server knows (`Etc/Unknown`, an offset, nothing): UTC takes its place. */
  isFallback: boolean;
}

/** The zone for what a browser reports. */
export const zoneFor = (reported: unknown): Zone =>
  typeof reported === 'string' && isZoneName(reported) ? { name: reported, isFallback: false } : { name: 'UTC', isFallback: true };

/** The one zone of every request, label and date field. Asked each time: the system may be moved to another one meanwhile. */
export function viewerZone(): Zone {
  const reported = typeof Temporal === 'undefined' ? 'UTC' : Temporal.Now.timeZoneId();
  // Chromium's Temporal says UTC as well where it cannot name the zone, and the clock of its dates is another one. Intl says nothing then.
  return zoneFor(reported === 'UTC' ? new Intl.DateTimeFormat().resolvedOptions().timeZone : reported);
}

const isUtc = (): boolean => viewerZone().name === 'UTC';

/** What a clock on the wall shows. */
export interface WallClock {
  year: number;
  /** From 1. */
  month: number;
  date: number;
  hour: number;
  minute: number;
}

/** What the viewer's clock shows at a moment. The local methods of dates are used here and nowhere else: they know no fallback. */
export function clockAt(at: Date): WallClock {
  return isUtc()
    ? { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, date: at.getUTCDate(), hour: at.getUTCHours(), minute: at.getUTCMinutes() }
    : { year: at.getFullYear(), month: at.getMonth() + 1, date: at.getDate(), hour: at.getHours(), minute: at.getMinutes() };
}

/** The moment at which the viewer's clock shows that; what comes after it where the clock leaps over it. */
export function momentOfClock({ year, month, date, hour, minute }: WallClock): Date {
  return isUtc() ? new Date(Date.UTC(year, month - 1, date, hour, minute)) : new Date(year, month - 1, date, hour, minute);
}

/** Formats moments in the viewer's language and zone. Made when first needed: each formatter takes about 4 ms on a slow phone. */
export function zonedFormat(options: Intl.DateTimeFormatOptions): (at: Date) => string {
  let made: { zone: string; format: Intl.DateTimeFormat } | undefined;
  return (at) => {
    const { name } = viewerZone();
    if (made?.zone !== name) made = { zone: name, format: new Intl.DateTimeFormat(activeLocale(), { ...options, timeZone: name }) };
    return made.format.format(at);
  };
}
