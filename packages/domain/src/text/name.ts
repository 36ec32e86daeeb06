import { LONGEST_NAME } from '../limits.ts';
import { isVisible, lineProblem, removeUnfitCharacters } from './characters.ts';
import type { TextProblem } from './text-problem.ts';

// Marks that only help a display to order mixed text. Names that differ only in these marks look the same, and pages isolate
// names anyway.
const DIRECTION_MARKS = /[\u200e\u200f\u061c]/g;
const BLANKS_AROUND = /^\p{Zs}+|\p{Zs}+$/gu;

/** The form in which a name is stored and compared: NFC, without surrounding spaces and direction marks. */
export function cleanName(value: string): string {
  return value.replace(DIRECTION_MARKS, '').normalize('NFC').replace(BLANKS_AROUND, '');
}

/** The problem with a cleaned name; undefined for a valid name. `longest` is in code points. */
export function nameProblem(value: string, longest = LONGEST_NAME): TextProblem | undefined {
  const length = codePoints(value);
  if (length < 1 || length > longest) return { sentence: 'must have {min} to {max} characters', params: { min: 1, max: longest } };
  return lineProblem(value);
}

/** A valid name that is as close to the text as possible, for sources that cannot be corrected, such as a git history. */
export function repairName(value: string, fallback: string): string {
  const name = cleanName([...cleanName(removeUnfitCharacters(cleanName(value)))].slice(0, LONGEST_NAME).join(''));
  return isVisible(name) && nameProblem(name) === undefined ? name : fallback;
}

/** The length in code points, like PostgreSQL's `char_length`. */
export function codePoints(value: string): number {
  let length = 0;
  for (const _ of value) length += 1;
  return length;
}
