interface Preference {
  quality: number;
  /** Whether the header names the type itself, not a range such as `text/*`. */
  isNamed: boolean;
}

/**
 * Whether a client prefers CSV to JSON by its Accept header (RFC 9110, 12.5.1). If both are equally welcome, the answer is CSV only if
 * the header names CSV, and JSON only as part of a range. All other headers get JSON.
 */
export function wantsCsv(header: string | undefined): boolean {
  const accept = header?.toLowerCase();
  if (!accept?.includes('text/')) return false;
  const [csv, json] = [preferenceFor('text/csv', accept), preferenceFor('application/json', accept)];
  if (csv.quality === 0) return false;
  return csv.quality > json.quality || (csv.quality === json.quality && csv.isNamed && !json.isNamed);
}

function preferenceFor(type: string, accept: string): Preference {
  const ranges = [type, `${type.split('/')[0]}/*`, '*/*'];
  let [best, found]: [number, Preference] = [ranges.length, { quality: 0, isNamed: false }];
  for (const part of accept.split(',')) {
    const [range = '', ...parameters] = part.split(';').map((text) => text.trim());
    const specificity = ranges.indexOf(range);
    if (specificity < 0 || specificity >= best) continue;
    const given = parameters.find((parameter) => parameter.startsWith('q='));
    const quality = given === undefined ? 1 : Number(given.slice(2));
    [best, found] = [specificity, { quality: quality >= 0 && quality <= 1 ? quality : 0, isNamed: specificity === 0 }];
  }
  return found;
}
