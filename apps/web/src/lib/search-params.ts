// The search of an address is written by anybody: each page reads what it knows, and passes over the rest.

export type RawSearch = Record<string, unknown>;

/** The `validateSearch` of a route: `read` names every value there is, for the router keeps what is not named. Links may leave any out. */
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

/** Several ids: `?skill=3&skill=5` or `[3,5]`. Never undefined. */
export const idsOf = (value: unknown): number[] => [value].flat().flatMap((one) => idOf(one) ?? []);

/** A day or a moment in ISO 8601, or undefined. */
export function momentOf(value: unknown): string | undefined {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\d/.test(value) && !Number.isNaN(Date.parse(value)) ? value : undefined;
}
