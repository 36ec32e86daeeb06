/** A text in a normalized form for comparing names, with the positions of its characters in the original. */
export interface FoldedText {
  text: string;
  /** For each position in `text`, the start of its character in the original, or -1 within a character. */
  starts: readonly number[];
  /** For each position in `text`, the end of its character in the original, or -1 within a character. */
  ends: readonly number[];
}

/** Optional marks: short vowels and kashida in Arabic, vowel points in Hebrew. */
const VOWEL_POINTS = /[\u0591-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5\u05C7\u0640\u064B-\u0652\u0670]/gu;
const APOSTROPHES = /[’‘ʼʻ‛`´＇]/gu;
const DASHES = /[‐‑‒–−﹣－]/gu;
const MIDDLE_DOTS = /[・‧•･‐·ᐧ]/gu;
// oxlint-disable-next-line no-control-regex
const ASCII = /^[\u0000-\u007F]*$/;
const characters = new Intl.Segmenter('und', { granularity: 'grapheme' });

/**
 * Converts different spellings of a name to the same form: Unicode forms, full and half width, invisible characters, kinds of
 * apostrophes and hyphens, and, unless `keepCase`, upper and lower case (including Turkish i, ß and Greek accents).
 */
export function foldText(text: string, keepCase = false): FoldedText {
  if (ASCII.test(text)) {
    const starts = Array.from({ length: text.length }, (_, index) => index);
    return { text: keepCase ? text : text.toLowerCase(), starts, ends: starts.map((start) => start + 1) };
  }
  let folded = '';
  const starts: number[] = [];
  const ends: number[] = [];
  for (const { segment, index } of characters.segment(text)) {
    const form = foldCharacter(segment, keepCase);
    for (let place = 0; place < form.length; place += 1) {
      starts.push(place === 0 ? index : -1);
      ends.push(place === form.length - 1 ? index + segment.length : -1);
    }
    folded += form;
  }
  return { text: folded, starts, ends };
}

function foldCharacter(character: string, keepCase: boolean): string {
  const form = character
    .replaceAll(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replaceAll(APOSTROPHES, "'")
    .replaceAll(DASHES, '-')
    .replaceAll(MIDDLE_DOTS, '·')
    .normalize('NFKD')
    .replaceAll(VOWEL_POINTS, '');
  if (keepCase) return form;
  return form
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('ς', 'σ')
    .replaceAll('ı', 'i')
    .replaceAll('i\u0307', 'i')
    .replaceAll(/(\p{Script=Greek})\u0301/gu, '$1');
}
