import { BYTE_ORDER_MARK } from '@skilltrace/domain/text/csv';

/** Downloads a text as a file. CSV gets a byte order mark, so that spreadsheets read it as UTF-8. */
export function download(name: string, text: string, type: 'text/csv' | 'application/x-ndjson'): void {
  const content = type === 'text/csv' ? BYTE_ORDER_MARK + text : text;
  save(name, new Blob([content], { type: `${type};charset=utf-8` }));
}

/** Saves a file among the downloads of the browser. */
export function save(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has read it by then.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
