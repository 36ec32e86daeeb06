import { useMutation, useQuery, useQueryClient, type QueryKey } from '@tanstack/react-query';
import { answerOf, api } from '#lib/api/client.ts';
import { apiQuery } from '#lib/api/queries.ts';

interface MergeOfSkills {
  skillId: number;
  intoSkillId: number;
}

const mergeSkill = ({ skillId, intoSkillId }: MergeOfSkills) =>
  answerOf(api.POST('/api/skills/{id}/merge', { params: { path: { id: skillId } }, body: { intoSkillId } }));

/** What merging would change now. Always fetched again, because admins base their decision on these counts. */
export const useMergePreview = (skillId: number, intoSkillId: number | undefined) =>
  useQuery({
    ...apiQuery('/api/skills/{id}/merge', { path: { id: skillId }, query: { intoSkillId: intoSkillId ?? 0 } }),
    enabled: intoSkillId !== undefined && intoSkillId !== skillId,
    staleTime: 0,
  });

/** Merges a skill into another one. Every query is invalidated, because both skills are on nearly every page, but there is no preview any more. */
export function useMergeSkill() {
  const queryClient = useQueryClient();
  const isOther = ({ queryKey }: { queryKey: QueryKey }) => queryKey[2] !== 'merge';
  return useMutation({ mutationFn: mergeSkill, onSuccess: () => queryClient.invalidateQueries({ predicate: isOther }) });
}
