import { foldText } from './fold-text.js';
import type { NameAndEmail } from './name-pattern.js';

/** What may occur between two letters of a name: accents, vowel points, hyphens, line breaks, invisible characters. */
const GAP = String.raw`(?:[^[:alnum:]]|[ʼʻ\u0300-\u036f\u0591-\u05c7\u0640\u064b-\u0652\u0670])*`;

/**
 * A PostgreSQL regular expression for `normalize(text, NFKD)` that finds every text that `createNameRemover` changes, and some others.
 * It matches the letters of the longest word of the name, or of the local part of the address, in this order and in any case.
 * Both cases are listed explicitly, so that the result does not depend on the database's locale.
 */
export function nameFilter({ name, email }: NameAndEmail): string {
  const words = foldText(name).text.split(/[^\p{L}\p{M}\p{Nd}]+/u);
  const longest = words.toSorted((a, b) => b.length - a.length)[0] ?? '';
  return [longest, email.split('@')[0] ?? '']
    .map((text) => lettersOf(text))
    .filter((letters) => letters !== '')
    .join('|');
}

function lettersOf(text: string): string {
  const letters = [...foldText(text).text].filter((letter) => /[\p{L}\p{M}\p{Nd}]/u.test(letter) && !/[\u0300-\u036F]/.test(letter));
  return letters.map(anyCase).join(GAP).replaceAll(`${S}${GAP}${S}`, `(?:${S}${GAP}${S}|[ßẞ])`);
}

const S = '[sS]';

function anyCase(letter: string): string {
  if (letter === 's') return S;
  if (letter === 'i') return '[iIıİ]';
  if (letter === 'σ') return '[σςΣ]';
  const forms = new Set([letter, letter.toUpperCase(), letter.toLowerCase()].filter((form) => [...form.normalize('NFKD')].length === 1));
  return forms.size > 1 ? `[${[...forms].join('')}]` : letter;
}
