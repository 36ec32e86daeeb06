const BYTE_ORDER_MARK = '\uFEFF';

/** Hands a text to the browser as a file to keep. CSV gets the mark by which spreadsheets know UTF-8. */
export function download(name: string, text: string, type: 'text/csv' | 'application/x-ndjson'): void {
  const content = type === 'text/csv' ? BYTE_ORDER_MARK + text : text;
  const url = URL.createObjectURL(new Blob([content], { type: `${type};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // After the browser has taken it.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
