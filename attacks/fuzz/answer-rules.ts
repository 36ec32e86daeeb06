import { errorStatus, problem } from '@skilltrace/contract';
import { misfits } from '../../apps/server/test/api-document/json-schema.js';
import type { ApiDocument, Operation } from '../../apps/server/test/api-document/operations.js';

export interface FuzzAnswer {
  status: number;
  contentType: string;
  nosniff: boolean;
  text: string;
}

/** What no refusal says: stacks, files, SQL, the words of drivers and frameworks. None of them is among what is sent. */
const INSIDE =
  /\n\s+at |node_modules|file:\/\/|\.[jt]s:\d+|SQLSTATE|pg_catalog|syntax error at|violates |relation "|column "|FST_ERR|ECONN|ZodError|Nest|stack"/;

/** A hostile address is another one, of no operation. */
const OF_THE_ROUTER = new Set(['NOT_FOUND', 'METHOD_NOT_ALLOWED']);

/** The rules of an answer that it breaks, each with what shows it: nothing for an answer as it should be. */
export function brokenRules(operation: Operation, { components }: ApiDocument, answer: FuzzAnswer): string[] {
  const { status, contentType, text } = answer;
  const broken: string[] = [];
  if (!answer.nosniff) broken.push('an answer without nosniff');
  if (/html/.test(contentType)) broken.push(`an answer of ${contentType}`);
  if (status >= 500) broken.push(`a failure of the server: ${status} ${text.slice(0, 300)}`);
  if (status < 400) return [...broken, ...ofSuccess(operation, components, answer)];
  if (INSIDE.test(text)) broken.push(`an answer that tells of the inside: ${text.slice(0, 500)}`);
  if (contentType !== 'application/problem+json')
    return [...broken, `a refusal that is no problem but ${contentType}: ${text.slice(0, 200)}`];
  const parsed = problem.strict().safeParse(tryJson(text));
  if (!parsed.success) broken.push(`a problem of another form: ${text.slice(0, 300)}`);
  else if (parsed.data.status !== status || !Object.hasOwn(errorStatus, parsed.data.code))
    broken.push(`a problem that is at odds with itself: ${text.slice(0, 300)}`);
  else if (!operation.codes.has(parsed.data.code) && !OF_THE_ROUTER.has(parsed.data.code))
    broken.push(`a code that the document does not name: ${parsed.data.code}`);
  return broken;
}

function ofSuccess({ answers }: Operation, components: ApiDocument['components'], { status, contentType, text }: FuzzAnswer): string[] {
  if (!answers.has(status)) return [`a status that the document does not declare: ${status}`];
  const schema = answers.get(status);
  if (status === 204) return text === '' ? [] : ['a 204 with a body'];
  if (!schema) return [];
  if (!contentType.startsWith('application/json')) return [`an answer of ${contentType}`];
  return misfits(tryJson(text), schema, components).slice(0, 3);
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
