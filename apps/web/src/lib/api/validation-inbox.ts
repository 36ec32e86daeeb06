import { apiQuery } from './queries.ts';

/** What waits for this person's decision; the rail counts it, the Inbox shows it. 403 for who leads nothing and is no admin. */
export const validationInboxQuery = apiQuery('/api/validation_inbox', {});
