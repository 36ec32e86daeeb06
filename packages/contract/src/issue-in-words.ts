import type { z } from 'zod';
import { fieldProblem, isFieldSentence, type FieldProblem, type FieldSentence } from './field-reasons.ts';

type Issue = z.core.$ZodIssue;

/** The kinds of values in `must be {kind}`. */
export const fieldKinds = ['text', 'a number', 'a whole number', 'true or false', 'a list', 'an object'] as const;
export type FieldKind = (typeof fieldKinds)[number];

const KINDS: Readonly<Record<string, FieldKind>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

/** Explains in a sentence why a value does not match its schema. `value` is the value that was checked. */
export function issueInWords(issue: Issue, value: unknown): string {
  const field = issue.path.length === 0 ? 'The entry' : `The field ${issue.path.join('.')}`;
  return `${field} ${problemOfIssue(issue, value).message}.`;
}

/** The path of the problem. The path of an unknown field is that field, not the object that contains it. */
export function pathOfIssue(issue: Issue): PropertyKey[] {
  return issue.code === 'unrecognized_keys' ? [...issue.path, ...issue.keys.slice(0, 1)] : issue.path;
}

/** The names of unknown fields for a sentence: not all of them, and none at full length, because a caller chooses them. */
export const unknownFieldsIn = (keys: readonly string[]): string[] => keys.slice(0, 5).map(shortened);

/** What is wrong with the field of an issue. `value` is the value that was checked. */
export function problemOfIssue(issue: Issue, value: unknown): FieldProblem {
  if (issue.code === 'custom' && issue.params?.['problem']) return issue.params['problem'] as FieldProblem;
  // The schema has given the sentence itself, without values.
  if (isFieldSentence(issue.message)) return fieldProblem(issue.message);
  const found = valueAt(value, issue.path);
  const problem = found === undefined && isAboutPresence(issue) ? fieldProblem('is missing') : problemOfKind(issue, found);
  return FROM_SCHEMAS.map((sentence) => fieldProblem(sentence, problem.params)).find(({ message }) => message === issue.message) ?? problem;
}

/** Sentences with values that schemas give for checks of zod's own, which can carry no values. */
const FROM_SCHEMAS: readonly FieldSentence[] = [
  'must be at most {max} ids',
  'has no section {fields}; the sections are skills, profiles, projects, assignments, employeeSkills, suggestions',
];

const isAboutPresence = ({ code }: Issue) => code === 'invalid_type' || code === 'invalid_value';

function problemOfKind(issue: Issue, found: unknown): FieldProblem {
  switch (issue.code) {
    case 'invalid_type': {
      const kind = KINDS[issue.expected];
      if (kind === undefined) return fieldProblem('is not valid');
      return fieldProblem(found === null ? 'must be {kind}, not null' : 'must be {kind}', { kind });
    }
    case 'invalid_value':
      return fieldProblem('must be one of {values}', { values: issue.values.map(String) });
    case 'unrecognized_keys': {
      const fields = unknownFieldsIn(issue.keys);
      return fieldProblem(issue.keys.length === 1 ? 'has an unknown field: {fields}' : 'has unknown fields: {fields}', { fields });
    }
    case 'too_big': {
      const max = Number(issue.maximum);
      const ofNumbers = issue.inclusive === false ? 'must be less than {max}' : 'must be at most {max}';
      return fieldProblem(bySize(issue.origin, 'must have at most {max} elements', 'must have at most {max} characters', ofNumbers), {
        max,
      });
    }
    case 'too_small': {
      const min = Number(issue.minimum);
      const ofNumbers = issue.inclusive === false ? 'must be more than {min}' : 'must be at least {min}';
      return fieldProblem(bySize(issue.origin, 'must have at least {min} elements', 'must have at least {min} characters', ofNumbers), {
        min,
      });
    }
    default:
      return fieldProblem('is not valid');
  }
}

function bySize(origin: string, ofLists: FieldSentence, ofTexts: FieldSentence, ofNumbers: FieldSentence): FieldSentence {
  if (origin === 'array') return ofLists;
  return origin === 'string' ? ofTexts : ofNumbers;
}

const shortened = (name: string) => (name.length > 50 ? `${name.slice(0, 50).toWellFormed()}…` : name.toWellFormed());

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? (inner as Record<PropertyKey, unknown>)[key] : undefined),
    value,
  );
}
