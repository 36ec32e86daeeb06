import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answerOf, api } from '#lib/api/client.ts';
import { invalidate } from '#lib/api/queries.ts';

const seeDecisions = (until: string) => answerOf(api.POST('/api/suggestions/seen', { body: { until } }));

/** Marks the decisions and answers up to a time as seen, on all devices of the person. */
export function useSeeDecisions() {
  const queryClient = useQueryClient();
  return useMutation({ mutationFn: seeDecisions, onSuccess: () => invalidate(queryClient, 'suggestions', 'skill_proposals') });
}
