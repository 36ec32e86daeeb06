/** The languages that have a catalog in `src/messages`. */
const LOCALES = ['en'] as const;
export type Locale = (typeof LOCALES)[number];

/** The first of a person's preferred languages (as in `navigator.languages`) that has a catalog, otherwise English. */
export function preferredLocale(languages: readonly string[]): Locale {
  const spoken = languages.map((tag) => tag.split('-', 1)[0]?.toLowerCase());
  return spoken.flatMap((language) => LOCALES.find((locale) => locale === language) ?? [])[0] ?? 'en';
}

/**
 * The locale of dates and numbers: the browser's locale if it has the same language (`en-GB` for `en`), otherwise the language
 * itself. A browser can name a locale that `Intl` rejects: Chromium on Linux without a configured locale says `en-US@posix`.
 */
export function formatLocale(locale: string, languages: readonly string[]): string {
  return languages.find((tag) => (tag === locale || tag.startsWith(`${locale}-`)) && isKnownToIntl(tag)) ?? locale;
}

function isKnownToIntl(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}
