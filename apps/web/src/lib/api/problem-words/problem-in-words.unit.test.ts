import { fieldReasons } from '@skilltrace/contract/field-reasons';
import { errorStatus, type ErrorCode } from '@skilltrace/contract/error-codes';
import { reasons, resources } from '@skilltrace/contract/reasons';
import { fillIn } from '@skilltrace/domain/text/fill-in';
import fc from 'fast-check';
import { afterEach, describe, expect, it, test } from 'vitest';
import { speak, speakEnglish } from '../../../../test/speak.ts';
import { problemInWords } from './problem-in-words.ts';

afterEach(speakEnglish);

const sample = {
  count: 3,
  days: 90,
  field: 'projectId',
  fields: ['name'],
  kind: 'text',
  max: 10_000,
  mediaType: 'application/json',
  min: 1,
  minutes: 5,
  proficiencyLevel: 'ADVANCED',
  problem: 'Unexpected end of JSON input',
  resource: 'person',
  skillName: 'SQL',
  status: 'completed',
  techLead: 'ada@example.org',
  to: 'accepted',
  values: ['low'],
};
const problemOf = (reason: string, params: object = sample, code: ErrorCode = 'CONFLICT') => ({
  type: 'about:blank',
  title: 'Conflict',
  status: 409,
  detail: 'English.',
  code,
  reason,
  params: params as typeof sample,
});
const fieldOf = (reason: string, params: object = sample) => ({
  ...problemOf('invalid_request'),
  errors: [{ path: 'name', message: 'English', reason, params: params as typeof sample }],
});
const words = (...parts: Parameters<typeof problemOf>) => problemInWords(problemOf(...parts)).detail;
const fieldWords = (...parts: Parameters<typeof fieldOf>) => problemInWords(fieldOf(...parts)).errors?.[0]?.message;

/** The browser has better words for these: a level's name, and no type beside `null`. */
const reworded = new Set(['already_validated', 'null', 'not_listed']);

describe('a problem in English', () => {
  test.each(Object.entries(reasons).filter(([reason]) => !reworded.has(reason)))('%s says what the server says', (reason, sentence) => {
    expect(words(reason)).toBe(fillIn(sentence, sample));
  });
  test.each(Object.entries(fieldReasons).filter(([reason]) => !reworded.has(reason)))(
    'of a field, %s says what the server says',
    (reason, sentence) => {
      expect(fieldWords(reason)).toBe(fillIn(sentence, sample));
    },
  );
  test.each(resources)('names the missing %s as the server does', (resource) => {
    expect(words('not_found', { resource })).toBe(`This ${resource} does not exist.`);
  });
});

describe.each(['es', 'de'])('a problem in %s', (locale) => {
  it('has a whole sentence for each reason, each field and each code', async () => {
    const english = [
      ...Object.keys(reasons).map((reason) => words(reason)),
      ...Object.keys(fieldReasons).map((reason) => fieldWords(reason)),
      ...Object.keys(errorStatus).map((code) => words('new', {}, code as ErrorCode)),
    ];
    await speak(locale);
    const translated = [
      ...Object.keys(reasons).map((reason) => words(reason)),
      ...Object.keys(fieldReasons).map((reason) => fieldWords(reason)),
      ...Object.keys(errorStatus).map((code) => words('new', {}, code as ErrorCode)),
    ];
    expect(translated.filter((sentence) => sentence === undefined || sentence.length < 5 || sentence.includes('{'))).toEqual([]);
    expect(translated.filter((sentence) => english.includes(sentence))).toEqual([]);
  });

  it('has a sentence for each state of an interrupted import', async () => {
    await speak(locale);
    for (const nextLine of [null, 1, 1001]) {
      const standing = { imported: 998, duplicates: 2, rejected: 0, signals: 0, nextLine };
      const { detail } = problemInWords({ ...problemOf('database_away'), standing });
      expect(detail).toMatch(nextLine === 1 ? /1/ : /998/);
      expect(detail).not.toContain('{');
    }
  });
});

describe('a problem that this version does not know', () => {
  it.each([
    ['an unknown reason', 'from_the_future', sample],
    ['a reason without its values', 'named_skill_inactive', {}],
    ['the name of a method', 'toString', sample],
  ])('with %s gets the sentence of its code', (_, reason, params) => {
    expect(words(reason, params, 'SKILL_INACTIVE')).toBe('This skill is no longer active.');
  });
  it('keeps the server’s sentence if the code is unknown, too', () => {
    expect(words('from_the_future', {}, 'FROM_THE_FUTURE' as ErrorCode)).toBe('English.');
  });
  it('says of a field that it is not valid', () => {
    expect([fieldWords('from_the_future'), fieldWords('length', {})]).toEqual(['is not valid', 'is not valid']);
  });
});

it('isolates what people wrote', () => {
  expect(words('named_skill_inactive', { skillName: 'שלום' })).toBe('The skill \u2068שלום\u2069 is no longer active.');
});

it('never throws for any answer of the server', () => {
  const name = fc.oneof(fc.constantFrom(...Object.keys(sample), 'constructor', '__proto__'), fc.string());
  const value = fc.oneof(fc.string(), fc.double(), fc.boolean(), fc.array(fc.string()), fc.constantFrom(...Object.values(sample)));
  const anyReason = fc.oneof(fc.constantFrom(...Object.keys(reasons), ...Object.keys(fieldReasons)), fc.string());
  const anyCode = fc.oneof(fc.constantFrom(...Object.keys(errorStatus)), fc.string());
  fc.assert(
    fc.property(anyReason, anyReason, anyCode, fc.dictionary(name, value), (reason, ofField, code, params) => {
      const { detail, errors } = problemInWords({ ...fieldOf(ofField, params), ...problemOf(reason, params, code as ErrorCode) });
      expect([typeof detail, typeof errors?.[0]?.message]).toEqual(['string', 'string']);
      expect(detail).not.toMatch(/undefined|\[object/);
    }),
  );
});
