type Search = Record<string, unknown>;
type Plain = string | number | boolean | null | undefined;

/** The search of an address as plain text values; a name that comes twice is an array. */
export function parseSearch(text: string): Search {
  const search: Record<string, string | string[]> = {};
  for (const [name, value] of new URLSearchParams(text)) {
    const before = search[name];
    search[name] = before === undefined ? value : [...[before].flat(), value];
  }
  return search;
}

/** The other way round. What is undefined, null, '' or false is left out, so that defaults leave no trace in the address. */
export function stringifySearch(search: Search): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    for (const one of [value as Plain | Plain[]].flat())
      if (one !== undefined && one !== null && one !== '' && one !== false) parameters.append(name, String(one));
  }
  const text = parameters.toString();
  return text === '' ? '' : `?${text}`;
}
