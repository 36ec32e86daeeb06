import { describe, expect, test } from 'vitest';
import { formatLocale, preferredLocale } from './locale.ts';

describe('the preferred language', () => {
  test.each([
    [['en-US'], 'en'],
    [['fr-FR', 'en'], 'en'],
    [['fr'], 'en'],
    [[], 'en'],
  ])('for a browser that prefers %j is %s', (languages, locale) => expect(preferredLocale(languages)).toBe(locale));
});

describe('dates and numbers', () => {
  test.each([
    ['en', ['de', 'en-GB', 'en-US'], 'en-GB'],
    ['en', ['en', 'en-US'], 'en'],
    ['en', ['de-CH'], 'en'],
    ['en', ['enm'], 'en'],
  ])('in the language %s, for a browser that prefers %j, use the locale %s', (locale, languages, written) =>
    expect(formatLocale(locale, languages)).toBe(written),
  );
});
