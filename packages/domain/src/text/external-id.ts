import { LONGEST_EXTERNAL_ID } from '../limits.ts';
import { lineProblem } from './characters.ts';
import { codePoints } from './name.ts';

/** The form in which an external id is stored and compared: NFC, without surrounding spaces, case-sensitive. */
export function cleanExternalId(value: string): string {
  return value.normalize('NFC').replace(/^\p{Zs}+|\p{Zs}+$/gu, '');
}

/** The problem with a cleaned external id, as the end of a sentence; undefined for a valid id. */
export function externalIdProblem(value: string): string | undefined {
  const length = codePoints(value);
  if (length < 1 || length > LONGEST_EXTERNAL_ID) return `must have 1 to ${LONGEST_EXTERNAL_ID} characters`;
  return /[\u200e\u200f\u061c]/.test(value) ? 'must not contain invisible characters' : lineProblem(value);
}
