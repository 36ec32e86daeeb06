import { contradictionSubjects, directoryReasons } from '@skilltrace/contract/directory-reasons';
import { errorStatus } from '@skilltrace/contract/error-codes';
import { fillIn } from '@skilltrace/domain/text/fill-in';
import fc from 'fast-check';
import { afterEach, describe, expect, it, test } from 'vitest';
import { exactTime } from '#lib/format/time.ts';
import { speak, speakEnglish } from '../../../../test/speak.ts';
import { entryInWords } from './problem-in-words.ts';

afterEach(speakEnglish);

const at = '2024-01-31T09:00:00.000Z';
const sample = {
  at,
  days: 365,
  email: 'ada@example.org',
  entry: 'skills.3',
  externalId: 'hr-1',
  owner: 'hr-2',
  skill: 'SQL',
  subject: 'skill',
};
const entryOf = (reason: string, params: object = sample, code = 'CONFLICT') => ({
  section: 'skills' as const,
  index: 0,
  path: 'skills.0',
  code,
  message: 'English.',
  reason,
  params: params as typeof sample,
});
const words = (...parts: Parameters<typeof entryOf>) => entryInWords(entryOf(...parts));

describe('a rejected entry in English', () => {
  test.each(Object.entries(directoryReasons))('with %s says what the server says', (reason, sentence) => {
    expect(words(reason)).toBe(fillIn(sentence, { ...sample, at: exactTime(at) }));
  });
  test.each(contradictionSubjects)('names the %s of a contradiction as the server does', (subject) => {
    expect(words('contradicts_entry', { entry: 'skills.3', subject })).toBe(`skills.3 contradicts this entry about the same ${subject}.`);
  });
});

describe.each(['es', 'de'])('a rejected entry in %s', (locale) => {
  it('has a whole sentence for each reason and each subject of a contradiction', async () => {
    const all = () => [
      ...Object.keys(directoryReasons).map((reason) => words(reason)),
      ...[...contradictionSubjects, 'team'].map((subject) => words('contradicts_entry', { entry: 'skills.3', subject })),
    ];
    const english = all();
    await speak(locale);
    const translated = all();
    expect(translated.filter((sentence) => sentence.length < 5 || /[{}]|2024-01/.test(sentence))).toEqual([]);
    expect(translated.filter((sentence) => english.includes(sentence))).toEqual([]);
  });
});

it('isolates what people wrote', () => {
  expect(words('no_skill_with_name', { skill: 'שלום' })).toBe('There is no skill \u2068שלום\u2069.');
});

it('keeps a value that is not a time', () => {
  expect(words('start_after_close', { at: 'yesterday' })).toBe('The project was active until yesterday.');
});

it('with a reason that this version does not know, or without its values, gets the sentence of its code', () => {
  for (const [reason, params] of [
    ['from_the_future', sample],
    ['no_skill_with_name', {}],
    ['not_found', { resource: 'person' }],
  ] as const)
    expect(words(reason, params, 'SKILL_INACTIVE')).toBe('This skill is no longer active.');
});

it('never throws for any entry', () => {
  const value = fc.oneof(fc.string(), fc.double(), fc.boolean(), fc.array(fc.string()), fc.constantFrom(...Object.values(sample)));
  const name = fc.oneof(fc.constantFrom(...Object.keys(sample), '__proto__'), fc.string());
  const anyReason = fc.oneof(fc.constantFrom(...Object.keys(directoryReasons)), fc.string());
  const anyCode = fc.oneof(fc.constantFrom(...Object.keys(errorStatus)), fc.string());
  fc.assert(
    fc.property(anyReason, anyCode, fc.dictionary(name, value), (reason, code, params) => {
      expect(words(reason, params, code)).not.toMatch(/undefined|\[object/);
    }),
  );
});
