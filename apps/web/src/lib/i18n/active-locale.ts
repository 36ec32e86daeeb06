import { i18n } from '@lingui/core';
import { formatLocale } from './locale.ts';

/** The locale of dates, numbers and lists, for `Intl`. Call it when you format, because a module loads before the language is known. */
export const activeLocale = (): string => formatLocale(i18n.locale || 'en', globalThis.navigator?.languages ?? []);
