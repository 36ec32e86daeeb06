import { i18n } from '@lingui/core';
import { formatLocale } from './locale.ts';

/** The locale of dates, numbers and lists, for `Intl`. Call it when you format, because a module loads before the language is known. */
export const activeLocale = (): string => formatLocale(i18n.locale || 'en', globalThis.navigator?.languages ?? []);

/**
 * Keeps a formatter for the active language: creating one takes 4 ms on a slow phone, and toLocaleString creates one each time.
 * It is created on first use, because no page needs all of them, and again after a change of the language.
 */
export function perLocale<Format>(make: (locale: string) => Format): () => Format {
  let made: { language: string; format: Format } | undefined;
  return () => {
    if (made?.language !== i18n.locale) made = { language: i18n.locale, format: make(activeLocale()) };
    return made.format;
  };
}
