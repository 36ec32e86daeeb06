import { perLocale } from './i18n/active-locale.ts';
import { isZoneName } from '@skilltrace/domain/time-zone';

// Temporal costs nothing if the browser has it. The first use of Intl takes 40 ms, and the zone is needed before the first request.
declare const Temporal: { Now: { timeZoneId: () => string } } | undefined;

export interface Zone {
  /** In the form of the API. */
  name: string;
  /** UTC is used, because the browser reports no zone that the server knows (`Etc/Unknown`, an offset, nothing). */
  isFallback: boolean;
}

/** The zone for the value that a browser reports. */
export const zoneFor = (reported: unknown): Zone =>
  typeof reported === 'string' && isZoneName(reported) ? { name: reported, isFallback: false } : { name: 'UTC', isFallback: true };

/** The zone of every request, label and date field. Read each time, because the system's zone can change. */
export function viewerZone(): Zone {
  const reported = typeof Temporal === 'undefined' ? 'UTC' : Temporal.Now.timeZoneId();
  // Chromium's Temporal also reports UTC if it cannot name the zone, although its dates use another clock. Intl reports nothing then.
  return zoneFor(reported === 'UTC' ? new Intl.DateTimeFormat().resolvedOptions().timeZone : reported);
}

const isUtc = (): boolean => viewerZone().name === 'UTC';

/** A local date and time. */
export interface WallClock {
  year: number;
  /** From 1. */
  month: number;
  date: number;
  hour: number;
  minute: number;
}

/** The viewer's local time at a moment. Only this file uses the local methods of Date, because they ignore the fallback to UTC. */
export function clockAt(at: Date): WallClock {
  return isUtc()
    ? { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, date: at.getUTCDate(), hour: at.getUTCHours(), minute: at.getUTCMinutes() }
    : { year: at.getFullYear(), month: at.getMonth() + 1, date: at.getDate(), hour: at.getHours(), minute: at.getMinutes() };
}

/** The moment of a local time; a later moment if a clock change skips that time. */
export function momentOfClock({ year, month, date, hour, minute }: WallClock): Date {
  return isUtc() ? new Date(Date.UTC(year, month - 1, date, hour, minute)) : new Date(year, month - 1, date, hour, minute);
}

/** Formats moments in the viewer's language and zone. Created on first use, because a formatter takes about 4 ms on a slow phone. */
export function zonedFormat(options: Intl.DateTimeFormatOptions): (at: Date) => string {
  const formatIn = perLocale((locale) => {
    let made: { zone: string; format: Intl.DateTimeFormat } | undefined;
    return (zone: string) => {
      if (made?.zone !== zone) made = { zone, format: new Intl.DateTimeFormat(locale, { ...options, timeZone: zone }) };
      return made.format;
    };
  });
  return (at) => formatIn()(viewerZone().name).format(at);
}
