/** The source of a suggestion: the person's own report, or the nightly job that finds stale validations. */
export const SUGGESTION_SOURCES = ['SELF_REPORT', 'SYSTEM_FLAG'] as const;
export type SuggestionSource = (typeof SUGGESTION_SOURCES)[number];

/** `PENDING` until a Tech Lead or an admin decides. A decided suggestion never changes again. */
export const SUGGESTION_STATUSES = ['PENDING', 'APPROVED', 'ADJUSTED', 'REJECTED'] as const;
export type SuggestionStatus = (typeof SUGGESTION_STATUSES)[number];
