import type { ReportSkillBody } from '@skilltrace/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ApiProblem } from '#lib/api/api-problem.ts';
import { answerOf, api } from '#lib/api/client.ts';
import { invalidate } from '#lib/api/queries.ts';

const reportSkill = (body: ReportSkillBody) => answerOf(api.POST('/api/suggestions', { body }));

/** Reports a skill of the person. The server may answer NOT_FOUND, SKILL_INACTIVE, ALREADY_PENDING or ALREADY_VALIDATED. */
export function useReportSkill() {
  const queryClient = useQueryClient();
  const reload = () => Promise.all([invalidate(queryClient, 'suggestions'), invalidate(queryClient, 'profiles')]);
  return useMutation({
    mutationFn: reportSkill,
    onSuccess: reload,
    onError: (error) => {
      // The page showed outdated data.
      if (!(error instanceof ApiProblem) || !error.isTemporary) void reload();
      void invalidate(queryClient, 'skills');
    },
  });
}
