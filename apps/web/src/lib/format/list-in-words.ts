import { t } from '@lingui/core/macro';
import { perLocale } from '../i18n/active-locale.ts';
import { isolate } from '../isolate.ts';
import { inDigits } from './number.ts';

const list = perLocale((locale) => new Intl.ListFormat(locale, { type: 'conjunction' }));

/** "TypeScript, SQL and React". A longer list ends with the number of names that are left out. */
export function listInWords(names: readonly string[], most = 8): string {
  if (names.length <= most) return list().format(names.map(isolate));
  const named = names.slice(0, most - 1).map(isolate);
  const further = inDigits(names.length - named.length);
  return list().format([...named, t({ message: `${further} more`, comment: 'The end of a list of names: "SQL, Go and 12 more"' })]);
}

const either = perLocale((locale) => new Intl.ListFormat(locale, { type: 'disjunction' }));
/** "TypeScript, SQL or React". */
export const eitherInWords = (names: readonly string[]): string => either().format(names.map(isolate));

const units = perLocale((locale) => new Intl.ListFormat(locale, { type: 'unit', style: 'short' }));
/** "at least Advanced, without a project". The parts are already in words. */
export const unitsInWords = (parts: readonly string[]): string => units().format(parts);
