import type { Suggestion } from '@skilltrace/contract';

/** How a suggestion began: by oneself, or because a validation went stale. */
export const originInWords = ({ source, suggestedProficiency }: Suggestion): string =>
  source === 'SELF_REPORT' ? `You reported ${suggestedProficiency}` : `Up for re-validation as ${suggestedProficiency}`;

/** What became of it, without by whom and when; undefined while it waits. */
export function outcomeInWords({ status, source, resolvedProficiency }: Suggestion): string | undefined {
  switch (status) {
    case 'PENDING':
      return undefined;
    case 'APPROVED':
      return source === 'SELF_REPORT' ? `Approved as ${resolvedProficiency}` : `Still holds as ${resolvedProficiency}`;
    case 'ADJUSTED':
      return `Adjusted to ${resolvedProficiency}`;
    case 'REJECTED':
      // A rejected report leaves a level that was validated before as it is; a rejected re-validation withdraws it.
      return source === 'SELF_REPORT' ? 'Rejected' : `No longer holds: ${resolvedProficiency ?? 'the level'} was withdrawn`;
  }
}
