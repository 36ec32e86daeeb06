import { t } from '@lingui/core/macro';
import type { Suggestion } from '@skilltrace/contract';
import { levelName } from '#lib/format/names-of-values.ts';

/** How a suggestion began: with a report, or because a validation went stale. */
export function originInWords({ source, suggestedProficiency }: Suggestion): string {
  const level = levelName(suggestedProficiency);
  return source === 'SELF_REPORT' ? t`You reported ${level}` : t`Re-validation of ${level}`;
}

/** The outcome without the person and the time. */
export function outcomeInWords({ status, source, resolvedProficiency, restoredAt }: Suggestion): string {
  const level = resolvedProficiency === null ? '' : levelName(resolvedProficiency);
  switch (status) {
    case 'PENDING':
      return t({ message: `Pending`, context: 'suggestion' });
    case 'APPROVED':
      return source === 'SELF_REPORT' ? t`Approved as ${level}` : t`Re-validated as ${level}`;
    case 'ADJUSTED':
      return t`Adjusted to ${level}`;
    case 'REJECTED':
      // Rejecting a report keeps a level that was validated before. Rejecting a re-validation withdraws it.
      if (source === 'SELF_REPORT') return t({ message: `Rejected`, context: 'suggestion' });
      if (restoredAt !== null) return t`Level restored: ${level}`;
      return level === '' ? t`Level withdrawn` : t`Level withdrawn: ${level}`;
  }
}
