import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatLocale, nameOfLanguage, preferredLocale } from './locale.ts';

describe('the preferred language', () => {
  test.each([
    [['en-US'], 'en'],
    [['fr-FR', 'en'], 'en'],
    [['fr'], 'en'],
    [['es-MX', 'en'], 'es'],
    [['DE-at'], 'de'],
    [[], 'en'],
  ])('for a browser that prefers %j is %s', (languages, locale) => expect(preferredLocale(languages)).toBe(locale));
});

describe('the name of a language', () => {
  test.each([
    ['de', 'Deutsch'],
    ['es', 'Español'],
    ['en-ab-cd', 'en-ab-cd'],
  ])('for %s is %s', (tag, name) => expect(nameOfLanguage(tag)).toBe(name));

  test('exists for every tag that an account can have', () => {
    const tag = fc.stringMatching(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/);
    fc.assert(
      fc.property(tag, (language) => {
        expect(nameOfLanguage(language)).not.toBe('');
      }),
    );
  });
});

describe('dates and numbers', () => {
  test.each([
    ['en', ['de', 'en-GB', 'en-US'], 'en-GB'],
    ['en', ['en', 'en-US'], 'en'],
    ['en', ['de-CH'], 'en'],
    ['en', ['enm'], 'en'],
    ['en', ['en-US@posix', 'en'], 'en'],
    ['en', ['en-US@posix'], 'en'],
    ['en', ['en-', 'en-GB'], 'en-GB'],
  ])('in the language %s, for a browser that prefers %j, use the locale %s', (locale, languages, written) =>
    expect(formatLocale(locale, languages)).toBe(written),
  );

  test('use a locale that Intl knows, for any names of languages', () => {
    const tag = fc.tuple(fc.constantFrom('en', 'EN', 'de'), fc.string({ maxLength: 12 })).map(([language, rest]) => `${language}-${rest}`);
    fc.assert(
      fc.property(fc.array(tag), (languages) => {
        expect(() => new Intl.DateTimeFormat(formatLocale('en', languages))).not.toThrow();
      }),
    );
  });
});
