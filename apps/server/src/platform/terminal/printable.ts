/**
 * Characters that a terminal interprets or does not show: control characters, characters that reorder or break lines, and
 * characters without a glyph. Joiners are allowed, because words and emoji need them.
 */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu;

/**
 * Makes text safe for a terminal or a log: keeps line breaks, and replaces characters that a terminal would interpret with
 * escapes such as `\u001b`. In JSON, the escape has the same value.
 */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, (character) => (character === '\n' ? character : escaped(character)));
}

/** Makes external text safe within a line: also escapes line breaks, so that the text cannot forge another line. */
export function printableLine(text: string): string {
  return text.replace(UNPRINTABLE, escaped);
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
