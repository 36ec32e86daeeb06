import type { ResolveSuggestionsBody, ResolveSuggestionsResult } from '@skilltrace/contract';
import { MutationObserver, type QueryClient } from '@tanstack/react-query';
import { answerOf, api } from '#lib/api/client.ts';
import type { Parcel } from '../outbox/outbox.ts';

/** Sends decisions under the key of their parcel, so that another try does nothing twice; it goes on when the page is left. */
function resolveSuggestions({ key, decisions }: Parcel): Promise<ResolveSuggestionsResult> {
  const body: ResolveSuggestionsBody = {
    decisions: decisions.map(({ suggestionId, action, adjustedProficiency }) => ({ suggestionId, action, adjustedProficiency })),
  };
  return answerOf(api.POST('/api/validation_inbox/resolve', { params: { header: { 'Idempotency-Key': key } }, body, keepalive: true }));
}

/** The same outside of components, with everything that follows a mutation: 401 leads to sign-in, an absent server is told. */
export const resolveWith = (queryClient: QueryClient) => (parcel: Parcel) =>
  new MutationObserver(queryClient, { mutationFn: resolveSuggestions }).mutate(parcel);
