const FIRST_STRONG_ISOLATE = '\u2068';
const POP_ISOLATE = '\u2069';

// Embeddings, overrides and isolates. New names cannot hold them; older rows may, and one that is not closed reaches past any isolation.
const DIRECTION_CONTROLS = /[\u202A-\u202E\u2066-\u2069]/gu;
// Every block whose characters run from right to left, and the marks that do. A text without any of them reorders nothing, and stays as it is.
const RIGHT_TO_LEFT = String.raw`[\u0590-\u08FF\u200E\u200F\uFB1D-\uFDFF\uFE70-\uFEFE\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]`;
const HAS_RIGHT_TO_LEFT = new RegExp(RIGHT_TO_LEFT, 'u');
const ISOLATED_OR_RIGHT_TO_LEFT = new RegExp(
  String.raw`\u2068([^\u2068\u2069]*)\u2069|(${RIGHT_TO_LEFT}(?:[^A-Za-z\u2068]*${RIGHT_TO_LEFT})?)`,
  'u',
);

/** A text that people wrote, without characters that change the direction of what follows. */
export const withoutDirectionControls = (text: string): string => text.replace(DIRECTION_CONTROLS, '');

/**
 * A name or another text that people wrote, as a part of a sentence: it cannot reorder the words around it. For attributes,
 * titles and sentences that are strings; in JSX there is `<UserText>`.
 */
export function isolate(text: string): string {
  const plain = withoutDirectionControls(text);
  return plain !== text || HAS_RIGHT_TO_LEFT.test(plain) ? `${FIRST_STRONG_ISOLATE}${plain}${POP_ISOLATE}` : plain;
}

/**
 * A sentence in pieces, at odd places what is isolated: by `isolate`, or because it runs from right to left in a sentence
 * that the server has put together, where the limits of a name are not known.
 */
export function piecesOf(sentence: string): string[] {
  return sentence.split(ISOLATED_OR_RIGHT_TO_LEFT).flatMap((piece, index) => {
    // Of the two groups one is empty each time.
    if (index % 3 === 0) return [withoutDirectionControls(piece)];
    return piece === undefined ? [] : [withoutDirectionControls(piece)];
  });
}

/** A sentence of the server, in which names may stand anywhere, as a string. */
export const isolateWithin = (sentence: string): string =>
  piecesOf(sentence)
    .map((piece, index) => (index % 2 === 1 ? `${FIRST_STRONG_ISOLATE}${piece}${POP_ISOLATE}` : piece))
    .join('');
