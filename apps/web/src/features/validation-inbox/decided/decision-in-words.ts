import { t } from '@lingui/core/macro';
import type { MadeDecision } from '@skilltrace/contract';
import { levelName } from '#lib/format/names-of-values.ts';

/** A decision without the person who made it: "Approved as Expert", "Withdrew Expert". */
export function decisionInWords({ status, source, suggestedProficiency, resolvedProficiency, restoredAt }: MadeDecision): string {
  const level = levelName(resolvedProficiency ?? suggestedProficiency);
  switch (status) {
    case 'PENDING':
    case 'APPROVED':
      return t`Approved as ${level}`;
    case 'ADJUSTED':
      return t`Adjusted to ${level}`;
    case 'REJECTED':
      if (source === 'SELF_REPORT' || resolvedProficiency === null) return t`Rejected ${level}`;
      return restoredAt === null ? t`Withdrew ${level}` : t`Withdrew ${level}, restored since`;
  }
}
