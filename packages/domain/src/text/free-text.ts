import { isVisible } from './characters.ts';
import { codePoints } from './name.ts';

/**
 * The problem with a text of any number of lines, as the end of a sentence; undefined for a valid text. Texts are stored
 * without normalization, because an import recognizes a text that it has seen before by its exact characters.
 */
export function freeTextProblem(value: string, shortest: number, longest: number): string | undefined {
  if (value.includes('\0') || !value.isWellFormed()) return 'must not contain NUL or broken characters';
  // A text has at most as many code points as UTF-16 units.
  const length = value.length <= longest && value.length >= 2 * shortest ? value.length : codePoints(value);
  if (length < shortest || length > longest) return `must have ${shortest} to ${longest.toLocaleString('en')} characters`;
  return shortest > 0 && !isVisible(value) ? 'must contain at least one visible character' : undefined;
}
