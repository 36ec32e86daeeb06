import type { ResolveSuggestionsBody, ResolveSuggestionsResult } from '@skilltrace/contract';
import { MutationObserver, type QueryClient } from '@tanstack/react-query';
import { answerOf, api } from '#lib/api/client.ts';
import type { Parcel } from '../outbox/outbox.ts';

/** Sends decisions with the key of their parcel, so that a retry changes nothing. `keepalive` lets it finish after the page closes. */
function resolveSuggestions({ key, decisions }: Parcel): Promise<ResolveSuggestionsResult> {
  const body: ResolveSuggestionsBody = {
    decisions: decisions.map(({ suggestionId, action, adjustedProficiency, comment }) => ({
      suggestionId,
      action,
      adjustedProficiency,
      comment,
    })),
  };
  return answerOf(api.POST('/api/validation_inbox/resolve', { params: { header: { 'Idempotency-Key': key } }, body, keepalive: true }));
}

/** The same outside components, with the shared handling of mutations: a 401 leads to sign-in, an unreachable server is shown. */
export const resolveWith = (queryClient: QueryClient) => (parcel: Parcel) =>
  new MutationObserver(queryClient, { mutationFn: resolveSuggestions }).mutate(parcel);
