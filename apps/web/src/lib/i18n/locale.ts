/** The languages that have a catalog in `src/messages`. */
const LOCALES = ['en'] as const;
export type Locale = (typeof LOCALES)[number];

/** The first of the languages that somebody prefers, most preferred first as in `navigator.languages`, that there is; else English. */
export function preferredLocale(languages: readonly string[]): Locale {
  const spoken = languages.map((tag) => tag.split('-', 1)[0]?.toLowerCase());
  return spoken.flatMap((language) => LOCALES.find((locale) => locale === language) ?? [])[0] ?? 'en';
}

/**
 * In which form dates and numbers are written: that of the browser where it is of the same language (`en-GB` for `en`), else that
 * of the language.
 */
export function formatLocale(locale: string, languages: readonly string[]): string {
  return languages.find((tag) => tag === locale || tag.startsWith(`${locale}-`)) ?? locale;
}
