import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { email as emailField } from '@skilltrace/contract';
import { repairName } from '@skilltrace/domain/text/name';

/** The domain of addresses that are made up here, and those of erased people: no commit may claim one. */
const RESERVED = /@(unknown|erased)\.invalid$/;

export interface Author {
  /** What identifies the person. */
  email: string;
  name: string;
}

/**
 * The author that these bytes name. An address identifies a person only where it is one. Otherwise an address is made up
 * from the bytes: the same bytes are always the same person, and other bytes are another person.
 */
export function authorOf(name: Buffer, email: Buffer): Author {
  const localPart = email.subarray(0, Math.max(0, email.indexOf(0x40))).toString();
  const shown = repairName(name.toString(), repairName(localPart, 'Unknown author'));
  // Decoded, two addresses that differ in such bytes would become the same one.
  if (!isUtf8(email)) return { email: madeUpFrom(email), name: shown };
  const parsed = emailField.safeParse(email.toString());
  if (parsed.success && !RESERVED.test(parsed.data)) return { email: parsed.data, name: shown };
  // Many programs commit with an empty address or the same nonsense: there the name tells people apart.
  return { email: madeUpFrom(Buffer.concat([name, Buffer.from('\n'), email])), name: shown };
}

function madeUpFrom(bytes: Buffer): string {
  return `author-${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}@unknown.invalid`;
}
