type Search = Record<string, unknown>;
type Plain = string | number | boolean | null | undefined;

/** Parses the search of an address into text values. A repeated name becomes an array. */
export function parseSearch(text: string): Search {
  const search: Record<string, string | string[]> = {};
  for (const [name, value] of new URLSearchParams(text)) {
    const before = search[name];
    search[name] = before === undefined ? value : [...[before].flat(), value];
  }
  return search;
}

/** The inverse. Omits undefined, null, '' and false, so that defaults do not appear in the address. */
export function stringifySearch(search: Search): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    for (const one of [value as Plain | Plain[]].flat())
      if (one !== undefined && one !== null && one !== '' && one !== false) parameters.append(name, String(one));
  }
  const text = parameters.toString();
  return text === '' ? '' : `?${text}`;
}
