import { ACCENTED } from './i18n/locale.ts';
import { isPageRightToLeft, pageLocale } from './i18n/page-locale.ts';

const FIRST_STRONG_ISOLATE = '\u2068';
const POP_ISOLATE = '\u2069';

// Embeddings, overrides and isolates. New names cannot contain them, but old rows may, and an unclosed one affects the text after it.
const DIRECTION_CONTROLS = /[\u202A-\u202E\u2066-\u2069]/gu;
// All blocks of right-to-left characters and marks. A text without them cannot reorder anything, so it is not isolated.
const RIGHT_TO_LEFT = String.raw`[\u0590-\u08FF\u200E\u200F\uFB1D-\uFDFF\uFE70-\uFEFE\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]`;
const HAS_RIGHT_TO_LEFT = new RegExp(RIGHT_TO_LEFT, 'u');
const ISOLATED_OR_RIGHT_TO_LEFT = new RegExp(
  String.raw`\u2068([^\u2068\u2069]*)\u2069|(${RIGHT_TO_LEFT}(?:[^A-Za-z\u2068]*${RIGHT_TO_LEFT})?)`,
  'u',
);

// In a right-to-left page, left-to-right names would reorder the sentence. In accented English, isolation shows that a text is a name.
const isolatesEveryText = isPageRightToLeft || pageLocale === ACCENTED;

/** A text that people wrote, without characters that change the direction of the text after it. */
export const withoutDirectionControls = (text: string): string => text.replace(DIRECTION_CONTROLS, '');

/**
 * Isolates a name or another text that people wrote, so that it cannot reorder the sentence around it. Use it in strings; use
 * `<UserText>` in JSX.
 */
export function isolate(text: string): string {
  const plain = withoutDirectionControls(text);
  return isolatesEveryText || plain !== text || HAS_RIGHT_TO_LEFT.test(plain) ? `${FIRST_STRONG_ISOLATE}${plain}${POP_ISOLATE}` : plain;
}

/**
 * Splits a sentence into pieces; those at odd indexes are isolated. A piece is isolated by `isolate`, or because it is right-to-left
 * text in a sentence of the server, where the limits of a name are not known.
 */
export function piecesOf(sentence: string): string[] {
  return sentence.split(ISOLATED_OR_RIGHT_TO_LEFT).flatMap((piece, index) => {
    // One of the two groups is always empty.
    if (index % 3 === 0) return [withoutDirectionControls(piece)];
    return piece === undefined ? [] : [withoutDirectionControls(piece)];
  });
}

/** Isolates right-to-left text in a sentence of the server, which may contain names anywhere. */
export const isolateWithin = (sentence: string): string =>
  piecesOf(sentence)
    .map((piece, index) => (index % 2 === 1 ? `${FIRST_STRONG_ISOLATE}${piece}${POP_ISOLATE}` : piece))
    .join('');
