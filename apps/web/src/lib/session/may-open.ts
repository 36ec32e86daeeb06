import type { Session } from '@skilltrace/contract';

/** Tech Leads and admins have a Validation Inbox. */
export const mayOpenInbox = ({ profile, leads }: Session): boolean => profile.isAdmin || leads.length > 0;

export const mayOpenAdmin = ({ profile }: Session): boolean => profile.isAdmin;

/** Only admins can see the charts of the whole organization. */
export const mayOpenOrganization = ({ profile }: Session): boolean => profile.isAdmin;

/** Tech Leads of active projects and admins see the skills of everyone, and so when they go stale. */
export const mayOpenFreshness = ({ maySeeSkills }: Session): boolean => maySeeSkills;
