import type { TextProblem } from './text-problem.ts';

const ISO_8601 = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?:Z|([+\u2212-])(\d{2})(?::?(\d{2}))?)$/i;
const YEAR_1900 = Date.UTC(1900, 0, 1);
const YEAR_2200 = Date.UTC(2200, 0, 1);
const MINUTE_MS = 60_000;

/**
 * Parses an ISO 8601 time with an offset. Returns it in UTC with milliseconds, or the problem.
 * Seconds are optional. The offset is `Z`, `+02`, `+0200` or `+02:00`. Digits beyond milliseconds are cut off.
 */
export function parseTimestamp(value: string): { at: string } | { problem: TextProblem } {
  const parts = ISO_8601.exec(value);
  const at = parts ? momentOf(parts) : undefined;
  if (at === undefined) return { problem: { sentence: 'must be an ISO 8601 time with its offset, such as 2026-01-31T09:00:00Z' } };
  if (at < YEAR_1900 || at >= YEAR_2200) return { problem: { sentence: 'must be between 1900 and 2200' } };
  return { at: new Date(at).toISOString() };
}

function momentOf([, date, hour, minute, second = '00', fraction = '', sign, offsetHour = '00', offsetMinute = '00']: RegExpExecArray):
  | number
  | undefined {
  const local = `${date}T${hour}:${minute}:${second}.${fraction.padEnd(3, '0').slice(0, 3)}Z`;
  const at = Date.parse(local);
  // `Date.parse` turns February 30 into March and 24:00 into the next day.
  if (Number.isNaN(at) || new Date(at).toISOString() !== local) return undefined;
  if (Number(offsetHour) > 23 || Number(offsetMinute) > 59) return undefined;
  const offset = (Number(offsetHour) * 60 + Number(offsetMinute)) * MINUTE_MS;
  return sign === '+' ? at - offset : at + offset;
}
