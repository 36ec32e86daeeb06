import { t } from '@lingui/core/macro';
import type { AuditEntry } from '@skilltrace/contract';
import { clientInWords } from '#lib/format/client-in-words.ts';
import { isolate } from '#lib/isolate.ts';

/** The API token, IP address and client of an entry, as far as they are known and not erased. */
export function entryOrigin({
  via,
  apiTokenId,
  address,
  userAgent,
}: Pick<AuditEntry, 'via' | 'apiTokenId' | 'address' | 'userAgent'>): string[] {
  const tokenNumber = String(apiTokenId ?? '');
  return [
    ...(via === 'token' ? [t`API token ${tokenNumber}`] : []),
    ...(address === null ? [] : [address]),
    ...(userAgent === null ? [] : [isolate(clientInWords(userAgent))]),
  ];
}
