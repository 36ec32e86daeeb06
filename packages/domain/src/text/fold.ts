// Letters that Unicode does not decompose, with the letters that people type instead. The SQL function `in_register` has the same list.
const ALIKE: Record<string, string> = {
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ı: 'i',
  ŧ: 't',
  ŋ: 'n',
  ſ: 's',
  ƙ: 'k',
  ɓ: 'b',
  ɗ: 'd',
  ƴ: 'y',
  ɖ: 'd',
  ƀ: 'b',
  ɨ: 'i',
  ǥ: 'g',
  ς: 'σ',
  '’': "'",
  ʼ: "'",
  ʻ: "'",
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
};
const LETTERS = new RegExp(`[${Object.keys(ALIKE).join('')}]`, 'gu');
/** Accents, Hebrew points, Arabic vowels and the Arabic elongation character. */
const MARKS = /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0640\u064b-\u065f\u0670]/g;

/** The search form of a name: lower case without accents, "Łukasz" as "lukasz" and "Straße" as "strasse". */
export function foldName(name: string): string {
  return name
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(MARKS, '')
    .replaceAll(LETTERS, (letter) => ALIKE[letter] ?? letter);
}

/** How well a name matches a search: 0 equal, 1 prefix of the name, 2 prefix of a word, 3 contained, 4 no match. */
export function matchOf(name: string, search: string): 0 | 1 | 2 | 3 | 4 {
  const [within, sought] = [foldName(name), foldName(search)];
  if (within === sought) return 0;
  if (within.startsWith(sought)) return 1;
  const inWords = (text: string) => text.replaceAll(/[-/._(]/g, ' ');
  if (inWords(within).includes(inWords(` ${sought}`))) return 2;
  return within.includes(sought) ? 3 : 4;
}
