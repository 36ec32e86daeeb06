type Cell = string | number | null | undefined;

// Spreadsheets run a cell that begins with one of these as a formula (OWASP, "CSV injection").
const FORMULA = /^[=+\-@\t\r]/;

/**
 * A table as CSV (RFC 4180), with CRLF and quotes where needed. Text that a spreadsheet would run as a formula gets a leading
 * apostrophe. Numbers are unchanged.
 */
export function csvOf(headings: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return [headings, ...rows].map((row) => `${row.map(cellOf).join(',')}\r\n`).join('');
}

function cellOf(value: Cell): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
