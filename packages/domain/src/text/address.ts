import { LONGEST_ADDRESS, SHORTEST_ADDRESS } from '../limits.ts';
import { lineProblem } from './characters.ts';
import { codePoints } from './name.ts';
import type { TextProblem } from './text-problem.ts';

const BLANKS_AROUND = /^\p{Zs}+|\p{Zs}+$/gu;
/** Letters of any script, for internationalized addresses; no quotes, comments or literals. */
const LOCAL_PART = /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u;
/** Host names within an organization may have one label, and underscores. */
const DOMAIN = /^[\p{L}\p{N}_]([\p{L}\p{M}\p{N}_-]*[\p{L}\p{M}\p{N}_])?(\.[\p{L}\p{N}_]([\p{L}\p{M}\p{N}_-]*[\p{L}\p{M}\p{N}_])?)*$/u;

/** The form in which an address is kept and compared: NFC, in lower case, without blanks around it. */
export function cleanAddress(value: string): string {
  return value.normalize('NFC').replace(BLANKS_AROUND, '').toLowerCase().normalize('NFC');
}

/** What is wrong with a cleaned e-mail address; undefined for a valid one. */
export function addressProblem(value: string): TextProblem | undefined {
  const length = codePoints(value);
  if (length < SHORTEST_ADDRESS || length > LONGEST_ADDRESS)
    return { sentence: 'must have {min} to {max} characters', params: { min: SHORTEST_ADDRESS, max: LONGEST_ADDRESS } };
  const problem = lineProblem(value);
  if (problem !== undefined) return problem;
  // Full-width letters and the like would make two addresses of one.
  if (value !== value.normalize('NFKC')) return { sentence: 'must not contain compatibility characters such as full-width letters' };
  const at = value.lastIndexOf('@');
  return at > 0 && LOCAL_PART.test(value.slice(0, at)) && DOMAIN.test(value.slice(at + 1))
    ? undefined
    : { sentence: 'must be an e-mail address, such as ada@example.org' };
}
