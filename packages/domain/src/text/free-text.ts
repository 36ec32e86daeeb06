import { isVisible } from './characters.ts';
import { codePoints } from './name.ts';
import type { TextProblem } from './text-problem.ts';

/**
 * The problem with a text of any number of lines; undefined for a valid text. Texts are stored
 * without normalization, because an import recognizes a text that it has seen before by its exact characters.
 */
export function freeTextProblem(value: string, shortest: number, longest: number): TextProblem | undefined {
  if (value.includes('\0') || !value.isWellFormed()) return { sentence: 'must not contain NUL or broken characters' };
  // A text has at most as many code points as UTF-16 units.
  const length = value.length <= longest && value.length >= 2 * shortest ? value.length : codePoints(value);
  if (length < shortest || length > longest)
    return { sentence: 'must have {min} to {max} characters', params: { min: shortest, max: longest } };
  return shortest > 0 && !isVisible(value) ? { sentence: 'must contain at least one visible character' } : undefined;
}
