import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { beginningOf, localDay } from './days.ts';
import { clockAt, momentOfClock, viewerZone, zonedFormat, zoneFor } from './zone.ts';

const before = process.env['TZ'];
afterEach(() => {
  vi.unstubAllGlobals();
  if (before === undefined) delete process.env['TZ'];
  else process.env['TZ'] = before;
});

/** Makes Temporal report a zone. */
const report = (zone: unknown) => vi.stubGlobal('Temporal', { Now: { timeZoneId: () => zone } });

describe('the zone of the viewer', () => {
  test.each([
    'Europe/Zurich',
    'Asia/Calcutta',
    'America/Argentina/Buenos_Aires',
    'US/Pacific',
    'EST5EDT',
    'CET',
    'Etc/GMT-5',
    'UTC',
    'GMT',
  ])('is %s if the browser reports it', (zone) => {
    report(zone);
    expect(viewerZone()).toEqual({ name: zone, isFallback: false });
  });

  test.each([undefined, null, '', 'Etc/Unknown', '+05:30', '-03', 'PST', 'IST', ':/etc/localtime', 'UTC0', 'Europe/'])(
    'falls back to UTC if the browser reports %j',
    (zone) => {
      report(zone);
      expect(viewerZone()).toEqual({ name: 'UTC', isFallback: true });
    },
  );

  test('falls back to UTC if Temporal reports UTC and Intl reports no name, as with TZ=XYZ3', () => {
    process.env['TZ'] = 'America/Sao_Paulo';
    report('UTC');
    vi.spyOn(Intl.DateTimeFormat.prototype, 'resolvedOptions').mockReturnValue({ timeZone: undefined } as never);
    expect(viewerZone()).toEqual({ name: 'UTC', isFallback: true });
    expect(localDay(new Date('2026-11-28T01:00:00Z'))).toBe('2026-11-28');
    vi.restoreAllMocks();
  });

  test('is the zone of Intl if Temporal does not exist', () => {
    vi.stubGlobal('Temporal', undefined);
    process.env['TZ'] = 'Asia/Kathmandu';
    expect(viewerZone().name).toBe(new Intl.DateTimeFormat().resolvedOptions().timeZone);
  });

  test('is a zone that the server accepts, or the fallback, for every reported value', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.constantFrom(...Intl.supportedValuesOf('timeZone')), fc.anything()), (reported) => {
        const { name, isFallback } = zoneFor(reported);
        expect(name).toBe(isFallback ? 'UTC' : reported);
        expect(name).toMatch(/^[A-Za-z][\w+/-]*$/);
      }),
    );
  });
});

const zones = fc.constantFrom(...Intl.supportedValuesOf('timeZone'), 'EST5EDT', 'CET', 'UTC');
const moments = fc.date({ min: new Date('2000-01-01T00:00:00Z'), max: new Date('2030-01-01T00:00:00Z'), noInvalidDate: true });

describe('the clock, days and labels', () => {
  test('agree on the day and the time in any zone', () => {
    fc.assert(
      fc.property(zones, moments, (zone, at) => {
        process.env['TZ'] = zone;
        report(zone);
        const { year, month, date, hour, minute } = clockAt(at);
        const label = zonedFormat({
          year: 'numeric',
          month: 'numeric',
          day: 'numeric',
          hour: 'numeric',
          minute: 'numeric',
          hourCycle: 'h23',
        });
        expect(label(at).match(/\d+/g)?.map(Number)).toEqual([month, date, year, hour, minute]);
        expect(localDay(momentOfClock(clockAt(at)))).toBe(localDay(at));
        expect(localDay(beginningOf(localDay(at)))).toBe(localDay(at));
        expect(beginningOf(localDay(at)) <= at).toBe(true);
      }),
    );
  });

  test('use UTC in the fallback, regardless of the machine’s zone', () => {
    fc.assert(
      fc.property(zones, moments, (zone, at) => {
        process.env['TZ'] = zone;
        report('Etc/Unknown');
        expect(localDay(at)).toBe(at.toISOString().slice(0, 10));
        expect(beginningOf(localDay(at)).toISOString()).toBe(`${localDay(at)}T00:00:00.000Z`);
        expect(momentOfClock(clockAt(at)).getTime()).toBe(at.getTime() - (at.getTime() % 60_000));
        expect(zonedFormat({ timeStyle: 'full' })(at)).toMatch(/UTC|Coordinated Universal Time/);
      }),
    );
  });
});

test('the web application reads and formats times only in the viewer’s zone', () => {
  const root = join(import.meta.dirname, '..');
  const LOCAL = [
    /\.[gs]et(FullYear|Month|Date|Day|Hours|Minutes|Seconds|TimezoneOffset)\(/,
    /\.toLocale(Date|Time)String\(/,
    /new Date\([^()]*\)\.toLocaleString\(/,
    /new Date\([^()]*,/,
    /new Intl\.DateTimeFormat\((?![^)]*timeZone)/,
  ];
  const found = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !file.includes('.unit.test.') && file !== join('lib', 'zone.ts'))
    .flatMap((file) =>
      readFileSync(join(root, file), 'utf8')
        .split('\n')
        .flatMap((line, index) => (LOCAL.some((pattern) => pattern.test(line)) ? [`${file}:${index + 1} ${line.trim()}`] : [])),
    );
  expect(found).toEqual([]);
});
