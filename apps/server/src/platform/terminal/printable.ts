/**
 * What a terminal acts on or does not show: control characters, what reorders or breaks lines, and characters without a
 * glyph. Joiners stay, because words and emoji need them.
 */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu;

/**
 * Text for a terminal or a log: line breaks stay, and everything that a terminal would act on becomes an escape such as
 * `\u001b`. Within JSON this is the same value.
 */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, (character) => (character === '\n' ? character : escaped(character)));
}

/** Text from outside as part of one line: its line breaks are escaped too, so that it cannot pretend to be another line. */
export function printableLine(text: string): string {
  return text.replace(UNPRINTABLE, escaped);
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
