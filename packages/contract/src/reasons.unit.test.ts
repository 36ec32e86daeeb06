import { describe, expect, it, test } from 'vitest';
import { z } from 'zod';
import { directoryReasonOf, directoryReasons, type DirectorySentence } from './directory-reasons.ts';
import { directorySections } from './directory-sections.ts';
import { directoryFile } from './directory.ts';
import { fieldProblem, fieldReasons, issueOf } from './field-reasons.ts';
import { problemOfIssue } from './issue-in-words.ts';
import { idParameters } from './page.ts';
import { progressUpdateContent } from './progress-updates.ts';
import { projectMetadata } from './projects.ts';
import { reasonOfSentence, reasons, type Sentence } from './reasons.ts';

describe.each([
  ['problems', reasons],
  ['fields', fieldReasons],
  ['entries of an organization file', directoryReasons],
])('the sentences of %s', (_, table) => {
  test('are unique, so that each has one reason', () => {
    const sentences = Object.values(table);
    expect(sentences.filter((sentence, at) => sentences.indexOf(sentence) !== at)).toEqual([]);
  });
});

it('finds the reason of each sentence', () => {
  for (const [reason, sentence] of Object.entries(reasons)) expect(reasonOfSentence(sentence)).toBe(reason);
  for (const [reason, sentence] of Object.entries(directoryReasons)) expect(directoryReasonOf(sentence)).toBe(reason);
  expect(() => reasonOfSentence('It is broken.' as Sentence)).toThrow('No reason has the sentence It is broken.');
  expect(() => directoryReasonOf('It is broken.' as DirectorySentence)).toThrow('No reason has the sentence It is broken.');
});

it('names the sections of an organization file as the file does', () => {
  for (const sentence of [fieldReasons.no_section, fieldReasons.no_organization]) expect(sentence).toContain(directorySections.join(', '));
});

function problemOf(schema: z.ZodType, value: unknown) {
  const [issue] = schema.safeParse(value).error?.issues ?? [];
  return issue && problemOfIssue(issue, value);
}

const sample = z.strictObject({
  count: z.int().positive().max(9).optional(),
  level: z.enum(['low', 'high']).optional(),
  name: z.string().min(2).max(3).optional(),
  tags: z.array(z.string()).min(1).max(1).optional(),
  pair: z
    .string()
    .refine(() => false, issueOf('must be from {min} to {max}', { min: 1, max: 200 }))
    .optional(),
});

it.each([
  ['a missing field', z.object({ a: z.int() }), {}, { reason: 'missing', message: 'is missing' }],
  ['a missing choice', z.object({ a: z.enum(['b']) }), {}, { reason: 'missing', message: 'is missing' }],
  ['another type', sample, { count: 'x' }, { reason: 'kind', message: 'must be a number', params: { kind: 'a number' } }],
  ['null', sample, { name: null }, { reason: 'null', message: 'must be text, not null', params: { kind: 'text' } }],
  ['a number below the limit', sample, { count: 0 }, { reason: 'not_above', message: 'must be more than 0', params: { min: 0 } }],
  ['a number over the limit', sample, { count: 10 }, { reason: 'too_large', message: 'must be at most 9', params: { max: 9 } }],
  [
    'another choice',
    sample,
    { level: 'x' },
    { reason: 'not_listed', message: 'must be one of low, high', params: { values: ['low', 'high'] } },
  ],
  ['a long text', sample, { name: 'long' }, { reason: 'too_long', message: 'must have at most 3 characters', params: { max: 3 } }],
  ['a short text', sample, { name: 'x' }, { reason: 'too_short', message: 'must have at least 2 characters', params: { min: 2 } }],
  ['a long list', sample, { tags: ['a', 'b'] }, { reason: 'too_many', message: 'must have at most 1 elements', params: { max: 1 } }],
  ['a short list', sample, { tags: [] }, { reason: 'too_few', message: 'must have at least 1 elements', params: { min: 1 } }],
  ['an unknown field', sample, { x: 1 }, { reason: 'unknown_field', message: 'has an unknown field: x', params: { fields: ['x'] } }],
  ['a rule', sample, { pair: '' }, { reason: 'out_of_range', message: 'must be from 1 to 200', params: { min: 1, max: 200 } }],
  ['an id in a query', idParameters, ['x'], { reason: 'positive_whole_number', message: 'must be a positive whole number' }],
  [
    'many ids',
    idParameters,
    Array.from({ length: 201 }, () => '1'),
    { reason: 'too_many_ids', message: 'must be at most 200 ids', params: { max: 200 } },
  ],
  [
    'a rule of the domain',
    progressUpdateContent,
    '',
    { reason: 'length', message: 'must have 1 to 10,000 characters', params: { min: 1, max: 10_000 } },
  ],
  [
    'a list within metadata',
    projectMetadata,
    { skill_ideas: 7 },
    { reason: 'kind', message: 'must be a list', params: { kind: 'a list' } },
  ],
  ['a section that is no list', directoryFile, { skills: {} }, { reason: 'list', message: 'must be a list' }],
  [
    'an unknown section',
    directoryFile,
    { people: [] },
    {
      reason: 'no_section',
      message: `has no section people; the sections are ${directorySections.join(', ')}`,
      params: { fields: ['people'] },
    },
  ],
  [
    'a file that is no object',
    directoryFile,
    [],
    { reason: 'no_organization', message: `must be one JSON object with the sections ${directorySections.join(', ')}` },
  ],
  ['a union', z.union([z.int(), z.string()]), null, { reason: 'not_valid', message: 'is not valid' }],
])('says what is wrong with %s', (_, schema, value, problem) => {
  expect(problemOf(schema, value)).toEqual(problem);
});

it('leaves out the parameters of a sentence without any', () => {
  expect(fieldProblem('must be UTF-8')).toEqual({ message: 'must be UTF-8', reason: 'utf8' });
});
