import { importedProgressUpdate, type ErrorCode, type ImportedProgressUpdate } from '@skilltrace/contract';
import { LONGEST_IMPORT_LINE } from '@skilltrace/domain/limits';
import { JsonTextError, readJson } from '@skilltrace/domain/text/json';
import type { Line } from './ndjson-lines.js';

const LONGEST_MESSAGE = 300;

export interface Refusal {
  code: ErrorCode;
  message: string;
}

/** Parses a line. Returns undefined for a blank line, and a refusal for an invalid one. */
export function readImportLine({ bytes }: Line): { update: ImportedProgressUpdate } | { refusal: Refusal } | undefined {
  if (bytes === null)
    return { refusal: { code: 'PAYLOAD_TOO_LARGE', message: `The line has more than ${LONGEST_IMPORT_LINE.toLocaleString('en')} bytes.` } };
  if (isBlank(bytes)) return undefined;
  let value: unknown;
  try {
    value = readJson(bytes);
  } catch (error) {
    if (error instanceof JsonTextError) return unreadable(`The line ${error.message}.`);
    throw error;
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

const BLANK = new Set([0x09, 0x0a, 0x0d, 0x20]);
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

function isBlank(bytes: Buffer): boolean {
  const isMarked = BYTE_ORDER_MARK.every((byte, at) => bytes[at] === byte);
  return bytes.subarray(isMarked ? BYTE_ORDER_MARK.length : 0).every((byte) => BLANK.has(byte));
}

function unreadable(message: string) {
  // Copies the text, because a message may contain a field name of a megabyte and a slice would keep all of it.
  const short = message.length > LONGEST_MESSAGE ? `${Buffer.from(message.slice(0, LONGEST_MESSAGE)).toString()}…` : message;
  return { refusal: { code: 'VALIDATION_FAILED', message: short } } as const;
}
