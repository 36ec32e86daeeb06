import { t } from '@lingui/core/macro';
import type { Problem } from '@skilltrace/contract';
import { inDigits } from '#lib/format/number.ts';

/** What an interrupted import has done, from the numbers that the server sends with the problem. */
export function standingInWords({ imported, duplicates, rejected, nextLine }: NonNullable<Problem['standing']>): string {
  const [done, existing, refused] = [inDigits(imported), inDigits(duplicates), inDigits(rejected)];
  if (nextLine === null)
    return t`All lines were processed: ${done} imported, ${existing} duplicates, ${refused} rejected. The import could not be recorded in the audit log. You can import the same file again. Lines that were already imported are skipped.`;
  const next = inDigits(nextLine);
  if (nextLine <= 1)
    return t`The import was interrupted. It is not known whether lines from ${next} on were imported. You can import the same file again. Lines that were already imported are skipped.`;
  return t`The import was interrupted before line ${next}: ${done} imported, ${existing} duplicates, ${refused} rejected. Some later lines may also have been imported. You can import the same file again. Lines that were already imported are skipped.`;
}
