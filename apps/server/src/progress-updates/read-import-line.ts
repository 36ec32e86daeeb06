import {
  importedProgressUpdate,
  problemOfIssue,
  reasonOfSentence,
  type ErrorCode,
  type ImportedProgressUpdate,
  type ImportReport,
  type ProblemParams,
  type Sentence,
} from '@skilltrace/contract';
import { LONGEST_IMPORT_LINE } from '@skilltrace/domain/limits';
import { fillIn } from '@skilltrace/domain/text/fill-in';
import { JsonTextError, readJson } from '@skilltrace/domain/text/json';
import type { Line } from './ndjson-lines.js';

const LONGEST_MESSAGE = 300;

/** Why a line is not imported. */
export type Refusal = Omit<ImportReport['errors'][number], 'line' | 'code'> & { code: ErrorCode };

/** A refusal in one sentence. */
export function refusalOf({ code, sentence, params }: { code: ErrorCode; sentence: Sentence; params?: ProblemParams }): Refusal {
  return { code, message: shortened(fillIn(sentence, params ?? {})), reason: reasonOfSentence(sentence), ...(params && { params }) };
}

/** A refusal for what is wrong with fields of the line. */
export function refusalOfFields(errors: NonNullable<Refusal['errors']>): Refusal {
  const message = errors.map(({ path, message: problem }) => [path, problem].filter(Boolean).join(' ')).join('; ');
  return { code: 'VALIDATION_FAILED', message: shortened(message), errors };
}

/** Parses a line. Returns undefined for a blank line, and a refusal for an invalid one. */
export function readImportLine({ bytes }: Line): { update: ImportedProgressUpdate } | { refusal: Refusal } | undefined {
  if (bytes === null)
    return {
      refusal: refusalOf({
        code: 'PAYLOAD_TOO_LARGE',
        sentence: 'The line has more than {max} bytes.',
        params: { max: LONGEST_IMPORT_LINE },
      }),
    };
  if (isBlank(bytes)) return undefined;
  let value: unknown;
  try {
    value = readJson(bytes);
  } catch (error) {
    if (error instanceof JsonTextError) return { refusal: refusalOfText(error) };
    throw error;
  }
  const parsed = importedProgressUpdate.safeParse(value);
  if (parsed.success) return { update: parsed.data };
  const errors = parsed.error.issues.slice(0, 5).map((issue) => ({ path: issue.path.join('.'), ...problemOfIssue(issue, value) }));
  return { refusal: refusalOfFields(copied(errors)) };
}

function refusalOfText({ fault, detail }: JsonTextError): Refusal {
  const text = shortened(detail);
  switch (fault) {
    case 'NOT_UTF8':
      return refusalOf({ code: 'VALIDATION_FAILED', sentence: 'The line must be UTF-8.' });
    case 'NOT_JSON':
      return refusalOf({ code: 'VALIDATION_FAILED', sentence: 'The line must be JSON: {problem}.', params: { problem: text } });
    case 'FIELD_TWICE':
      return refusalOf({
        code: 'VALIDATION_FAILED',
        sentence: 'The line must not have the field "{field}" twice in one object.',
        params: { field: text },
      });
  }
}

const BLANK = new Set([0x09, 0x0a, 0x0d, 0x20]);
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

function isBlank(bytes: Buffer): boolean {
  const isMarked = BYTE_ORDER_MARK.every((byte, at) => bytes[at] === byte);
  return bytes.subarray(isMarked ? BYTE_ORDER_MARK.length : 0).every((byte) => BLANK.has(byte));
}

/** Copies what is kept of a text, because a line may contain a field name of a megabyte and a slice would keep all of it. */
function shortened(text: string): string {
  return text.length > LONGEST_MESSAGE ? `${Buffer.from(text.slice(0, LONGEST_MESSAGE)).toString()}…` : text;
}

/** The same, for names of fields that are shortened already. */
const copied = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value;
