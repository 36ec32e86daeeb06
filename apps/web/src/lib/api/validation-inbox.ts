import { apiQuery } from './queries.ts';

/** The suggestions that wait for this person's decision, for the Inbox and its count. 403 for people who are neither Tech Lead nor admin. */
export const validationInboxQuery = apiQuery('/api/validation_inbox', {});
