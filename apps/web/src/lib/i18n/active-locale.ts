import { i18n } from '@lingui/core';
import { formatLocale } from './locale.ts';

/** In which form dates, numbers and lists are written, for `Intl`. To be asked when something is formatted: a page begins without a language. */
export const activeLocale = (): string => formatLocale(i18n.locale || 'en', globalThis.navigator?.languages ?? []);
