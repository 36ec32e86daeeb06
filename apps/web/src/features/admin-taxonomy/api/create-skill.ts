import type { CreateSkillBody } from '@skilltrace/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answerOf, api } from '#lib/api/client.ts';
import { invalidate } from '#lib/api/queries.ts';

const createSkill = (body: CreateSkillBody) => answerOf(api.POST('/api/skills', { body }));

/** Adds a skill. The server answers 409 when the name exists. */
export function useCreateSkill() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: createSkill,
    onSuccess: () => invalidate(queryClient, 'skills', 'skill_categories'),
  });
}
