/** Of the part with somebody's assignments, there or on its way. */
export const assignmentsTitle = (isOwn: boolean): string => (isOwn ? 'What I am on, and who validates me' : 'Current assignments');
