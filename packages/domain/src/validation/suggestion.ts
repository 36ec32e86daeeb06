/** Where a suggestion comes from: the person's own report, or the nightly job about a stale validation. */
export const SUGGESTION_SOURCES = ['SELF_REPORT', 'SYSTEM_FLAG'] as const;
export type SuggestionSource = (typeof SUGGESTION_SOURCES)[number];

/** `PENDING` until a Tech Lead or an admin decides. A decided suggestion never changes again. */
export const SUGGESTION_STATUSES = ['PENDING', 'APPROVED', 'ADJUSTED', 'REJECTED'] as const;
export type SuggestionStatus = (typeof SUGGESTION_STATUSES)[number];
