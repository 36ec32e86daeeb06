import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseTimestamp } from './timestamp.ts';

it.each([
  ['2024-03-03T12:00:00Z', '2024-03-03T12:00:00.000Z'],
  ['2024-03-03T12:00Z', '2024-03-03T12:00:00.000Z'],
  ['2024-03-03t12:00z', '2024-03-03T12:00:00.000Z'],
  ['2024-03-03T12:00:00+02:00', '2024-03-03T10:00:00.000Z'],
  ['2024-03-03T12:00:00+0200', '2024-03-03T10:00:00.000Z'],
  ['2024-03-03T12:00:00+02', '2024-03-03T10:00:00.000Z'],
  ['2024-03-03T12:00-0330', '2024-03-03T15:30:00.000Z'],
  ['2024-03-03T12:00\u22120330', '2024-03-03T15:30:00.000Z'],
  ['2024-03-03T12:00:00.1234567+05:45', '2024-03-03T06:15:00.123Z'],
  ['2024-03-03T12:00:00,5Z', '2024-03-03T12:00:00.500Z'],
  ['2024-02-29T23:59:59.999-12:00', '2024-03-01T11:59:59.999Z'],
])('reads %s as %s', (text, at) => {
  expect(parseTimestamp(text)).toEqual({ at });
});

it.each([
  '',
  '2024-03-03',
  '2024-03-03T12:00:00',
  '2024-03-03 12:00:00Z',
  '2024-02-30T12:00Z',
  '2023-02-29T12:00Z',
  '2024-13-01T12:00Z',
  '2024-03-03T24:00Z',
  '2024-03-03T23:60Z',
  '2024-03-03T23:59:60Z',
  '2024-03-03T12:00+24:00',
  '2024-03-03T12:00+02:60',
  '2024-03-03T12:00+2',
  '2024-03-03T12Z',
  '1899-12-31T23:59Z',
  '2200-01-01T00:00Z',
  '2024-03-03T12:00:00.Z',
  ' 2024-03-03T12:00Z',
  '1709467200',
])('rejects %j', (text) => {
  expect(parseTimestamp(text)).toEqual({ problem: { sentence: expect.stringMatching(/^must /) } });
});

it('reads the same time as Date for any offset', () => {
  const moment = fc.date({ min: new Date('1900-01-02T00:00Z'), max: new Date('2199-12-30T00:00Z'), noInvalidDate: true });
  fc.assert(
    fc.property(moment, fc.integer({ min: -1439, max: 1439 }), (date, offset) => {
      const local = new Date(date.getTime() + offset * 60_000).toISOString().slice(0, -1);
      const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60].map((part) => String(part).padStart(2, '0'));
      for (const colon of [':', ''])
        expect(parseTimestamp(`${local}${offset < 0 ? '-' : '+'}${hours}${colon}${minutes}`)).toEqual({ at: date.toISOString() });
    }),
  );
});
