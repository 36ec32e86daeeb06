export type CsvCell = string | number | boolean | null | undefined;

/** With this first character, spreadsheets read a file as UTF-8. Without it, some versions of Excel guess another encoding. */
export const BYTE_ORDER_MARK = '\u{FEFF}';

// Spreadsheets run a cell that begins with one of these as a formula (OWASP, "CSV injection").
const FORMULA = /^[=+\-@\t\r]/;

/**
 * A line of CSV (RFC 4180) with CRLF, and quotes where needed. Text that a spreadsheet would run as a formula gets a leading
 * apostrophe. Numbers are unchanged.
 */
export function csvLine(cells: readonly CsvCell[]): string {
  return `${cells.map(textOf).join(',')}\r\n`;
}

/** A table as CSV. */
export function csvText(headings: readonly string[], rows: readonly (readonly CsvCell[])[]): string {
  return [headings, ...rows].map(csvLine).join('');
}

function textOf(value: CsvCell): string {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'string') return String(value);
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
