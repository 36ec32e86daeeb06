import type { ValidationInbox } from '@skilltrace/contract';
import { queryOptions } from '@tanstack/react-query';
import { request } from './request.ts';

/** What waits for this person's decision; the rail counts it, the Inbox shows it. 403 for who leads nothing and is no admin. */
export const validationInboxQuery = queryOptions({
  queryKey: ['validation-inbox'],
  queryFn: ({ signal }: { signal: AbortSignal }) => request<ValidationInbox>('GET', '/api/validation_inbox', { signal }),
});
