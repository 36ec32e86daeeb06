import pg from 'pg';

const { builtins } = pg.types;

/** `2026-11-21 04:50:03.123+00`, as PostgreSQL writes it in a UTC session, to `2026-11-21T04:50:03.123Z`. */
export function timestampToIso(value: string): string {
  return new Date(value.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00')).toISOString();
}

const parsers = new Map<number, (value: string) => unknown>([
  [builtins.TIMESTAMPTZ, timestampToIso],
  [builtins.INT8, Number],
  [builtins.NUMERIC, Number],
]);

function parserOf(oid: number, format?: 'text'): (value: string) => unknown {
  return parsers.get(oid) ?? pg.types.getTypeParser(oid, format);
}

/** Ids and counts stay below 2^53, so they are numbers; times are ISO strings, so that no driver rounds them. */
export const typeParsers: pg.CustomTypesConfig = { getTypeParser: parserOf as pg.CustomTypesConfig['getTypeParser'] };
