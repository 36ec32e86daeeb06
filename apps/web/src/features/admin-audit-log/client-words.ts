import type { AuditEntry } from '@skilltrace/contract';
import { clientInWords } from '#lib/format/client-in-words.ts';
import { isolate } from '#lib/isolate.ts';

/** How and from where, as far as it is known and not erased. */
export function fromWhere({
  via,
  apiTokenId,
  address,
  userAgent,
}: Pick<AuditEntry, 'via' | 'apiTokenId' | 'address' | 'userAgent'>): string[] {
  return [
    ...(via === 'token' ? [`API token ${apiTokenId}`] : []),
    ...(address === null ? [] : [address]),
    ...(userAgent === null ? [] : [isolate(clientInWords(userAgent))]),
  ];
}
