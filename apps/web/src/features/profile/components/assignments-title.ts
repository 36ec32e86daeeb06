import { t } from '@lingui/core/macro';

/** The title of the section with a person's assignments. */
export const assignmentsTitle = (isOwn: boolean): string => (isOwn ? t`My projects and reviewers` : t`Current assignments`);
