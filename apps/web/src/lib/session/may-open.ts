import type { Session } from '@skilltrace/contract';

/** Whether the Validation Inbox is anything for this person: leads and admins have one. */
export const mayOpenInbox = ({ profile, leads }: Session): boolean => profile.isAdmin || leads.length > 0;

export const mayOpenAdmin = ({ profile }: Session): boolean => profile.isAdmin;

/** Whether the charts of the whole organization are this person's to see. */
export const mayOpenOrganization = ({ profile }: Session): boolean => profile.isAdmin;
