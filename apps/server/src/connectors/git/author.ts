import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { email as emailField } from '@skilltrace/contract';
import { repairName } from '@skilltrace/domain/text/name';

/** The domains of generated addresses and of erased people. No commit may use one. */
const RESERVED = /@(unknown|erased)\.invalid$/;

export interface Author {
  /** Identifies the person. */
  email: string;
  name: string;
}

/**
 * Returns the author for the raw name and address of a commit. A valid address identifies the person. Otherwise an address is
 * generated from the bytes, so that equal bytes are the same person and different bytes are different people.
 */
export function authorOf(name: Buffer, email: Buffer): Author {
  const localPart = email.subarray(0, Math.max(0, email.indexOf(0x40))).toString();
  const shown = repairName(name.toString(), repairName(localPart, 'Unknown author'));
  // Decoding would turn two addresses that differ only in invalid bytes into the same address.
  if (!isUtf8(email)) return { email: generatedFrom(email), name: shown };
  const parsed = emailField.safeParse(email.toString());
  if (parsed.success && !RESERVED.test(parsed.data)) return { email: parsed.data, name: shown };
  // Many programs commit with an empty or meaningless address, so the name has to distinguish people.
  return { email: generatedFrom(Buffer.concat([name, Buffer.from('\n'), email])), name: shown };
}

function generatedFrom(bytes: Buffer): string {
  return `author-${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}@unknown.invalid`;
}
