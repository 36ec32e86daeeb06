/**
 * Reads CSV exactly as RFC 4180 defines it, and throws for all else: every line ends with CRLF and has the same number of cells, a cell with
 * a quote, a comma or a line break is quoted, and a closing quote is the end of its cell.
 */
export function readStrictCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    const [cell, after] = text[at] === '"' ? readQuoted(text, at) : readPlain(text, at);
    row.push(cell);
    if (text[after] === ',') {
      at = after + 1;
      // A line can end with an empty cell.
      if (text.startsWith('\r\n', at) || at < text.length) continue;
      throw new Error(`The text ends after a comma at ${after}`);
    }
    if (!text.startsWith('\r\n', after)) throw new Error(`No comma and no CRLF at ${after}: ${JSON.stringify(text.slice(at, after + 10))}`);
    if (row.length !== (rows[0] ?? row).length) throw new Error(`Line ${rows.length + 1} has ${row.length} cells`);
    rows.push(row);
    row = [];
    at = after + 2;
  }
  if (row.length > 0) throw new Error('The last line does not end with CRLF');
  return rows;
}

function readPlain(text: string, from: number): [cell: string, after: number] {
  const [cell] = /^[^",\r\n]*/.exec(text.slice(from, from + 1_000_000)) ?? [''];
  return [cell, from + cell.length];
}

function readQuoted(text: string, from: number): [cell: string, after: number] {
  let cell = '';
  let at = from + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) throw new Error(`The quote at ${from} is not closed`);
    cell += text.slice(at, quote);
    if (text[quote + 1] !== '"') return [cell, quote + 1];
    cell += '"';
    at = quote + 2;
  }
}
