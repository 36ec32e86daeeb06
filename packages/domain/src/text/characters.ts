import type { TextProblem } from './text-problem.ts';

// Characters that readers cannot see, or that change the order of the text. Unicode calls most of them
// Default_Ignorable_Code_Point. Some belong to correct spelling, but only next to certain characters.

/** Control characters (C0, DEL, C1), line and paragraph separators. */
const CONTROL = /[\p{Cc}\u2028\u2029]/u;
/** Embeddings, overrides and isolates: they reorder the text around them. */
const BIDI_CONTROL = /[\u202a-\u202e\u2066-\u2069]/u;
/** Not text: noncharacters, interlinear annotation marks, and the placeholder for an embedded object. */
const NOT_TEXT = /[\p{Noncharacter_Code_Point}\ufff9-\ufffc]/u;
/** Replaces bytes that an earlier program could not decode. */
const REPLACEMENT = /\ufffd/u;
/** Displayed as blank space, although Unicode classifies it as a letter, a symbol or a mark. */
const BLANK_SYMBOL = /[\u2800\u{1d159}\u{16fe4}\u{13441}\u{13442}]/gu;
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/u;
const ALL_INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;
const UNFIT = /[\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\ufff9-\ufffc\u202a-\u202e\u2066-\u2069\ufffd]/gu;
const VISIBLE = /[\p{L}\p{N}\p{S}\p{P}]/u;

// Scripts whose spelling uses joiners. Persian needs the non-joiner, Indic scripts need both.
const JOINING = ['Arab', 'Syrc', 'Mong', 'Nkoo', 'Mand', 'Adlm', 'Rohg', 'Deva', 'Beng', 'Gujr', 'Guru', 'Orya', 'Taml', 'Telu', 'Knda']
  .concat(['Mlym', 'Sinh', 'Khmr', 'Mymr', 'Laoo', 'Thai', 'Tibt', 'Java', 'Bali', 'Lana', 'Cham', 'Newa', 'Tirh'])
  .map((script) => String.raw`\p{Script_Extensions=${script}}`)
  .join('');
const LEGITIMATE = new RegExp(
  [
    // Joiners within a word.
    String.raw`(?<=[${JOINING}])[\u200c\u200d](?=[${JOINING}])`,
    // The joiner in an emoji sequence such as a family.
    String.raw`(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f])\u200d(?=\p{Extended_Pictographic})`,
    // Emoji or text style; after a digit only as part of a keycap.
    String.raw`(?<=[\p{Extended_Pictographic}])[\ufe0e\ufe0f]`,
    String.raw`(?<=[0-9#*])\ufe0f(?=\u20e3)`,
    // Variants of Han and Mongolian letters.
    String.raw`(?<=\p{Script=Han})[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]`,
    String.raw`(?<=\p{Script=Mongolian})[\u180b-\u180d\u180f]`,
    // Flags of regions such as Scotland.
    String.raw`(?<=\u{1f3f4})[\u{e0030}-\u{e0039}\u{e0061}-\u{e007a}]+\u{e007f}`,
    // Between Hebrew points, and the vowels that complete an old Korean syllable.
    String.raw`(?<=\p{M})\u034f(?=\p{M})`,
    String.raw`(?<=[\u1100-\u115e])\u1160(?=[\u11a8-\u11ff])`,
    String.raw`\u115f(?=[\u1161-\u11a7])`,
  ].join('|'),
  'gu',
);

/** Whether a text contains anything visible. */
export function isVisible(value: string): boolean {
  return VISIBLE.test(value.replace(ALL_INVISIBLE, '').replace(BLANK_SYMBOL, ''));
}

/** Why a text cannot be used as one visible line. */
export function lineProblem(value: string): TextProblem | undefined {
  const sentence = lineSentence(value);
  return sentence && { sentence };
}

function lineSentence(value: string): TextProblem['sentence'] | undefined {
  if (!value.isWellFormed() || NOT_TEXT.test(value)) return 'must not contain broken characters';
  if (CONTROL.test(value)) return 'must be one line without control characters';
  if (BIDI_CONTROL.test(value)) return 'must not contain characters that change the direction of text';
  if (REPLACEMENT.test(value)) return 'must not contain the replacement character U+FFFD: an earlier program could not decode the text';
  if (!isVisible(value)) return 'must contain at least one visible character';
  if (INVISIBLE.test(value.replace(LEGITIMATE, ''))) return 'must not contain invisible characters';
  return undefined;
}

/** Removes the characters that `lineProblem` rejects. The result may be empty. */
export function removeUnfitCharacters(value: string): string {
  const kept = new Set<number>();
  const readable = value.toWellFormed().replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
  for (const { index, 0: sequence } of readable.matchAll(LEGITIMATE))
    for (let at = index; at < index + sequence.length; at += 1) kept.add(at);
  return readable.replace(UNFIT, (character, at: number) => (kept.has(at) ? character : ''));
}
