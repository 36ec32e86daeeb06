// People can write anything into an address. Each page reads the values it knows and ignores the rest.

export type RawSearch = Record<string, unknown>;

/** The `validateSearch` of a route. `read` returns every name, because the router keeps names that are missing. Links may omit any value. */
export function searchOf<Search>(read: (raw: RawSearch) => Search): (raw: RawSearch) => Partial<Search> {
  return read;
}

/** One of the known values, or undefined. */
export function oneOf<const Value extends string>(value: unknown, known: readonly Value[]): Value | undefined {
  return known.find((one) => one === value);
}

/** Text that is not blank, or undefined. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

/** A positive whole number, or undefined. */
export function idOf(value: unknown): number | undefined {
  const number = typeof value === 'string' ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) && number > 0 ? number : undefined;
}

/** Several ids: `?skill=3&skill=5` or `[3,5]`. */
export const idsOf = (value: unknown): number[] => [value].flat().flatMap((one) => idOf(one) ?? []);

/** A day or a moment in ISO 8601, or undefined. */
export function momentOf(value: unknown): string | undefined {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\d/.test(value) && !Number.isNaN(Date.parse(value)) ? value : undefined;
}
