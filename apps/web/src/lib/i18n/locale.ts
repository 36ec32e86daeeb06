/** The languages that have catalogs in `src/messages`. */
export const LOCALES: readonly string[] = Object.keys(import.meta.glob('../../messages/*/frame.po')).map(
  (path) => path.split('/').at(-2) ?? '',
);

/** Accented and longer English, which shows texts that are not in a catalog. */
export const ACCENTED = 'en-XA';
/** English in Hebrew letters, in a right-to-left page. */
export const MIRRORED = 'ar-XB';

/** The best of the supported locales for preferred languages such as those of `navigator.languages`, otherwise English. */
export function preferredLocale(languages: readonly string[]): string {
  return languages.flatMap((tag) => localeOf(tag) ?? [])[0] ?? 'en';
}

/** The supported locale for a language tag: the same one, or the one of its language (`es` for `es-MX`). */
function localeOf(tag: string): string | undefined {
  if (tag === ACCENTED || tag === MIRRORED) return tag;
  const language = tag.split('-', 1)[0]?.toLowerCase();
  return LOCALES.find((locale) => locale === tag) ?? LOCALES.find((locale) => locale === language);
}

/** The locale whose catalogs are shown: a pseudo-locale changes the English texts. */
export const catalogLocale = (locale: string): string => (LOCALES.includes(locale) ? locale : 'en');

/**
 * The locale of dates and numbers: the browser's locale if it has the same language (`en-GB` for `en`), otherwise the language
 * itself. A browser can name a locale that `Intl` rejects: Chromium on Linux without a configured locale says `en-US@posix`.
 * Accented English has Russian dates and numbers, because English ones would look like texts that are not in a catalog.
 */
export function formatLocale(locale: string, languages: readonly string[]): string {
  if (locale === ACCENTED) return 'ru';
  return languages.find((tag) => (tag === locale || tag.startsWith(`${locale}-`)) && isKnownToIntl(tag)) ?? locale;
}

function isKnownToIntl(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

/** The direction of the text, for `<html dir>`. */
export const directionOf = (locale: string): 'ltr' | 'rtl' => (/^(ar|dv|fa|he|ps|ur|yi)\b/.test(locale) ? 'rtl' : 'ltr');

/** The name of a language in that language: "Deutsch", "Español". A tag that `Intl` rejects is returned unchanged. */
export function nameOfLanguage(locale: string): string {
  if (!isKnownToIntl(locale)) return locale;
  const name = new Intl.DisplayNames([locale], { type: 'language' }).of(locale) ?? locale;
  return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1);
}
