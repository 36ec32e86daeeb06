import { errorStatus, problem } from '@skilltrace/contract';
import { BYTE_ORDER_MARK } from '@skilltrace/domain/text/csv';
import { findMismatches } from '../../apps/server/test/api-document/json-schema.js';
import type { ApiDocument, Operation } from '../../apps/server/test/api-document/operations.js';
import { readStrictCsv } from '../../apps/server/test/csv/strict-csv.js';

export interface FuzzAnswer {
  status: number;
  contentType: string;
  nosniff: boolean;
  text: string;
}

/**
 * Internals that an error answer must not contain: stack traces, file names, SQL, messages of drivers and frameworks. The
 * requests contain none of these.
 */
const INSIDE =
  /\n\s+at |node_modules|file:\/\/|\.[jt]s:\d+|SQLSTATE|pg_catalog|syntax error at|violates |relation "|column "|FST_ERR|ECONN|ZodError|Nest|stack"/;

/** A hostile path may match no operation. Then the router answers with one of these. */
const OF_THE_ROUTER = new Set(['NOT_FOUND', 'METHOD_NOT_ALLOWED']);

/** Returns each rule that the answer breaks, with evidence. Returns an empty list for a correct answer. */
export function brokenRules(operation: Operation, { components }: ApiDocument, answer: FuzzAnswer): string[] {
  const { status, contentType, text } = answer;
  const broken: string[] = [];
  if (!answer.nosniff) broken.push('the answer has no nosniff header');
  if (/html/.test(contentType)) broken.push(`the answer has the content type ${contentType}`);
  if (status >= 500) broken.push(`the server failed: ${status} ${text.slice(0, 300)}`);
  if (status < 400) return [...broken, ...ofSuccess(operation, components, answer)];
  if (INSIDE.test(text)) broken.push(`the answer exposes internals: ${text.slice(0, 500)}`);
  if (contentType !== 'application/problem+json')
    return [...broken, `the error is not a problem document but ${contentType}: ${text.slice(0, 200)}`];
  const parsed = problem.strict().safeParse(tryJson(text));
  if (!parsed.success) broken.push(`the problem document has the wrong shape: ${text.slice(0, 300)}`);
  else if (parsed.data.status !== status || !Object.hasOwn(errorStatus, parsed.data.code))
    broken.push(`the problem document contradicts itself: ${text.slice(0, 300)}`);
  else if (!operation.codes.has(parsed.data.code) && !OF_THE_ROUTER.has(parsed.data.code))
    broken.push(`the document does not declare this code: ${parsed.data.code}`);
  return broken;
}

function ofSuccess(
  { answers, csvHeading }: Operation,
  components: ApiDocument['components'],
  { status, contentType, text }: FuzzAnswer,
): string[] {
  if (!answers.has(status)) return [`the document does not declare this status: ${status}`];
  const schema = answers.get(status);
  if (status === 204) return text === '' ? [] : ['the answer is a 204 with a body'];
  if (!schema) return [];
  if (csvHeading !== undefined && contentType.startsWith('text/csv')) return ofCsv(csvHeading, text);
  if (!contentType.startsWith('application/json')) return [`the answer has the content type ${contentType}`];
  return findMismatches(tryJson(text), schema, components).slice(0, 3);
}

function ofCsv(heading: string, text: string): string[] {
  const table = text.replace(BYTE_ORDER_MARK, '');
  if (!table.startsWith(heading)) return [`the document does not declare these columns: ${table.slice(0, 200)}`];
  try {
    readStrictCsv(table);
    return [];
  } catch (error) {
    return [`the answer is not CSV: ${String(error)}`];
  }
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
