import pg from 'pg';

const { builtins } = pg.types;

// The driver has no constants for array types.
const ARRAY_OF_INT8: number = 1016;
const parseArrayOfInt8 = pg.types.getTypeParser(ARRAY_OF_INT8) as unknown as (value: string) => string[];
const IN_UTC = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,3})?\+00$/;
const SECONDS_END = 19;

/** Converts `2026-11-21 04:50:03.12+00`, the format of PostgreSQL in a UTC session, to `2026-11-21T04:50:03.120Z`. */
export function timestampToIso(value: string): string {
  // A page of 50 signals has 100 times. Slicing the text takes a fifth of the time that a Date takes.
  if (IN_UTC.test(value))
    return `${value.slice(0, 10)}T${value.slice(11, SECONDS_END)}.${value.slice(SECONDS_END + 1, -3).padEnd(3, '0')}Z`;
  return new Date(value.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00')).toISOString();
}

const parsers = new Map<number, (value: string) => unknown>([
  [builtins.TIMESTAMPTZ, timestampToIso],
  [builtins.INT8, Number],
  [builtins.NUMERIC, Number],
  [ARRAY_OF_INT8, (value) => parseArrayOfInt8(value).map(Number)],
]);

function parserOf(oid: number, format?: 'text'): (value: string) => unknown {
  return parsers.get(oid) ?? pg.types.getTypeParser(oid, format);
}

/** Parses ids and counts as numbers, because they stay below 2^53, and times as ISO strings, so that no driver rounds them. */
export const typeParsers: pg.CustomTypesConfig = { getTypeParser: parserOf as pg.CustomTypesConfig['getTypeParser'] };
