import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

const KINDS: Readonly<Record<string, string>> = {
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
  return `${field} ${predicateOf(issue, valueAt(value, issue.path))}.`;
}

/** The path of the problem. The path of an unknown field is that field, not the object that contains it. */
export function pathOfIssue(issue: Issue): PropertyKey[] {
  return issue.code === 'unrecognized_keys' ? [...issue.path, ...issue.keys.slice(0, 1)] : issue.path;
}

function predicateOf(issue: Issue, value: unknown): string {
  switch (issue.code) {
    case 'invalid_type':
      return value === undefined ? 'is missing' : `must be ${KINDS[issue.expected] ?? issue.expected}${value === null ? ', not null' : ''}`;
    case 'invalid_value':
      return value === undefined ? 'is missing' : `must be one of ${issue.values.map(String).join(', ')}`;
    case 'unrecognized_keys':
      return `has ${issue.keys.length === 1 ? 'an unknown field' : 'unknown fields'}: ${issue.keys.slice(0, 5).map(shortened).join(', ')}`;
    case 'too_big':
      return issue.origin === 'array' ? `must have at most ${issue.maximum} elements` : `must be at most ${issue.maximum}`;
    case 'too_small':
      return issue.origin === 'array' ? `must have at least ${issue.minimum} elements` : `must be at least ${issue.minimum}`;
    case 'custom':
      return issue.message;
    default:
      return 'is not valid';
  }
}

const shortened = (name: string) => (name.length > 50 ? `${name.slice(0, 50).toWellFormed()}…` : name.toWellFormed());

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? (inner as Record<PropertyKey, unknown>)[key] : undefined),
    value,
  );
}
