import { isUtf8 } from 'node:buffer';
import { importedProgressUpdate, type ErrorCode, type ImportedProgressUpdate } from '@skilltrace/contract';
import { LONGEST_LINE, type Line } from './ndjson-lines.js';

const LONGEST_MESSAGE = 300;

export interface Refusal {
  code: ErrorCode;
  message: string;
}

/** What a line says, or why it cannot be read; undefined for a blank one. */
export function readImportLine({ number, bytes }: Line): { update: ImportedProgressUpdate } | { refusal: Refusal } | undefined {
  if (bytes === null)
    return { refusal: { code: 'PAYLOAD_TOO_LARGE', message: `The line has more than ${LONGEST_LINE.toLocaleString('en')} bytes.` } };
  let text = bytes.toString('utf8');
  if (number === 1 && text.startsWith('\uFEFF')) text = text.slice(1);
  if (text.trim() === '') return undefined;
  // The decoder puts U+FFFD where it cannot read; only then is it worth asking whether the line had one of its own.
  if (text.includes('\uFFFD') && !isUtf8(bytes)) return unreadable('The line is not UTF-8.');

  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return unreadable('The line is not JSON.');
  }
  const parsed = importedProgressUpdate.safeParse(value);
  if (parsed.success) return { update: parsed.data };
  return unreadable(
    parsed.error.issues
      .slice(0, 5)
      .map(({ path, message }) => [path.join('.'), message].filter(Boolean).join(' '))
      .join('; '),
  );
}

function unreadable(message: string) {
  // A copy, for a message may name a field of a megabyte, and a slice would keep the whole of it.
  const short = message.length > LONGEST_MESSAGE ? `${Buffer.from(message.slice(0, LONGEST_MESSAGE)).toString()}…` : message;
  return { refusal: { code: 'VALIDATION_FAILED', message: short } } as const;
}
