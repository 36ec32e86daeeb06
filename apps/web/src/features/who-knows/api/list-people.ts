import { keepPreviousData, useQueries } from '@tanstack/react-query';
import { useCancelablePages } from '#lib/api/cancelable.ts';
import { apiPages } from '#lib/api/queries.ts';
import { firstWhoKnowQuery, type WhoKnowsQuestion } from '#lib/api/who-knows.ts';

/** The people who fit a question and whom the caller may see, most recent first. */
export const whoKnowsQuery = (question: WhoKnowsQuestion) => apiPages('/api/who_knows', { query: question });

export const useWhoKnows = (question: WhoKnowsQuestion) =>
  useCancelablePages({ ...whoKnowsQuery(question), placeholderData: keepPreviousData });

/** For each question, whether it has an answer. Undefined until all are known. */
export function useHaveAnswers(questions: readonly WhoKnowsQuestion[]): readonly boolean[] | undefined {
  return useQueries({
    queries: questions.map((question) => firstWhoKnowQuery(question, 1)),
    combine: (results) =>
      results.every(({ isPending }) => !isPending) ? results.map(({ data }) => (data?.items.length ?? 0) > 0) : undefined,
  });
}
