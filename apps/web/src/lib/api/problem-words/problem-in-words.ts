import { t } from '@lingui/core/macro';
import type { DirectoryReport, ImportReport, Problem, ProblemParams } from '@skilltrace/contract';
import { listInWords } from '#lib/format/list-in-words.ts';
import { inDigits } from '#lib/format/number.ts';
import { isolate, isolateWithin } from '#lib/isolate.ts';
import { codeWords } from './code-words.ts';
import { directoryReasonWords } from './directory-reason-words.ts';
import { fieldReasonWords } from './field-reason-words.ts';
import { nameInWords } from './names.ts';
import { reasonWords } from './reason-words.ts';
import { standingInWords } from './standing-in-words.ts';

type FieldError = NonNullable<Problem['errors']>[number];
type Rejected = Omit<ImportReport['errors'][number], 'line'>;
type Name = (param: string, value: string) => string | undefined;
type Sentence = (values: Readonly<Record<string, string>>, params: ProblemParams) => string;

/**
 * A problem of the server in the language of the browser. For a reason that this version does not know, or whose values are missing,
 * it says less, and keeps the server's own sentence only if it does not know the code either. Never throws.
 */
export function problemInWords(problem: Problem): Problem {
  const { detail, standing, errors } = problem;
  return {
    ...problem,
    detail: standing ? standingInWords(standing) : (reasonInWords(problem, reasonWords) ?? isolateWithin(detail)),
    errors: errors?.map((field) => ({ ...field, message: fieldInWords(field) })),
  };
}

/** Why the server rejected a line of an import of updates, in the language of the browser. Never throws. */
export const lineInWords = (line: ImportReport['errors'][number]): string => rejectedInWords(line, reasonWords);

/** The same for an entry of an organization file. */
export const entryInWords = (entry: DirectoryReport['rejected'][number]): string => rejectedInWords(entry, directoryReasonWords);

function rejectedInWords(rejected: Rejected, table: object): string {
  const errors = rejected.errors?.map((field) => [field.path, fieldInWords(field)].filter(Boolean).join(' '));
  if (errors) return isolateWithin(errors.join('; '));
  // An older server sends no reason, and its sentence says more than the code.
  return (rejected.reason === undefined ? undefined : reasonInWords(rejected, table)) ?? isolateWithin(rejected.message);
}

/** The sentence of a reason, or of the code if that says less. Undefined if neither is known. */
function reasonInWords({ code, reason, params }: Pick<Rejected, 'code' | 'reason' | 'params'>, table: object): string | undefined {
  const general: Readonly<Record<string, () => string>> = codeWords;
  return sentenceOf(table, reason, params, nameInWords) ?? (Object.hasOwn(general, code) ? general[code]?.() : undefined);
}

// The names of fields in these sentences are those that the request had.
const fieldInWords = ({ reason, params }: FieldError): string => sentenceOf(fieldReasonWords, reason, params) ?? t`is not valid`;

function sentenceOf(table: object, reason = '', params: ProblemParams = {}, nameOf: Name = () => undefined): string | undefined {
  if (!Object.hasOwn(table, reason)) return undefined;
  try {
    return (table as Readonly<Record<string, Sentence>>)[reason]?.(valuesOf(params, nameOf), params);
  } catch (error) {
    if (error instanceof MissingValue) return undefined;
    throw error;
  }
}

class MissingValue extends Error {}

/** The values as people read them. A sentence that uses one that the server did not send cannot be written. */
function valuesOf(params: ProblemParams, nameOf: Name): Readonly<Record<string, string>> {
  return new Proxy<Record<string, string>>(
    {},
    {
      get: (_, name) => {
        const value = typeof name === 'string' && Object.hasOwn(params, name) ? params[name] : undefined;
        if (value === undefined) throw new MissingValue();
        return valueInWords(value, (text) => nameOf(String(name), text));
      },
    },
  );
}

function valueInWords(value: ProblemParams[string], nameOf: (text: string) => string | undefined): string {
  if (typeof value === 'number') return inDigits(value);
  if (typeof value === 'object') return listInWords(value.map((text) => nameOf(text) ?? text));
  return typeof value === 'string' ? (nameOf(value) ?? isolate(value)) : String(value);
}
