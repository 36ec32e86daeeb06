import { LONGEST_EXTERNAL_ID } from '../limits.ts';
import { lineProblem } from './characters.ts';
import { codePoints } from './name.ts';
import type { TextProblem } from './text-problem.ts';

/** The form in which an external id is stored and compared: NFC, without surrounding spaces, case-sensitive. */
export function cleanExternalId(value: string): string {
  return value.normalize('NFC').replace(/^\p{Zs}+|\p{Zs}+$/gu, '');
}

/** The problem with a cleaned external id; undefined for a valid id. */
export function externalIdProblem(value: string): TextProblem | undefined {
  const length = codePoints(value);
  if (length < 1 || length > LONGEST_EXTERNAL_ID)
    return { sentence: 'must have {min} to {max} characters', params: { min: 1, max: LONGEST_EXTERNAL_ID } };
  return /[\u200e\u200f\u061c]/.test(value) ? { sentence: 'must not contain invisible characters' } : lineProblem(value);
}
