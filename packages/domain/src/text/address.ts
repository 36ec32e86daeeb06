import { LONGEST_ADDRESS, SHORTEST_ADDRESS } from '../limits.ts';
import { lineProblem } from './characters.ts';
import { codePoints } from './name.ts';
import type { TextProblem } from './text-problem.ts';

const BLANKS_AROUND = /^\p{Zs}+|\p{Zs}+$/gu;
/** Letters of any script, for internationalized addresses. Quotes, comments and literals are not allowed. */
const LOCAL_PART = /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u;
/** Host names within an organization may consist of one label and may contain underscores. */
const DOMAIN = /^[\p{L}\p{N}_]([\p{L}\p{M}\p{N}_-]*[\p{L}\p{M}\p{N}_])?(\.[\p{L}\p{N}_]([\p{L}\p{M}\p{N}_-]*[\p{L}\p{M}\p{N}_])?)*$/u;

/** The form in which an address is stored and compared: NFC, lower case, without surrounding spaces. */
export function cleanAddress(value: string): string {
  return value.normalize('NFC').replace(BLANKS_AROUND, '').toLowerCase().normalize('NFC');
}

/** The problem with a cleaned e-mail address; undefined for a valid address. */
export function addressProblem(value: string): TextProblem | undefined {
  const length = codePoints(value);
  if (length < SHORTEST_ADDRESS || length > LONGEST_ADDRESS)
    return { sentence: 'must have {min} to {max} characters', params: { min: SHORTEST_ADDRESS, max: LONGEST_ADDRESS } };
  const problem = lineProblem(value);
  if (problem !== undefined) return problem;
  // Compatibility characters would allow two spellings of one address.
  if (value !== value.normalize('NFKC')) return { sentence: 'must not contain compatibility characters such as full-width letters' };
  const at = value.lastIndexOf('@');
  return at > 0 && LOCAL_PART.test(value.slice(0, at)) && DOMAIN.test(value.slice(at + 1))
    ? undefined
    : { sentence: 'must be an e-mail address, such as ada@example.org' };
}
