import type { UpdateSkillBody } from '@skilltrace/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answerOf, api } from '#lib/api/client.ts';

const updateSkill = ({ id, ...body }: UpdateSkillBody & { id: number }) =>
  answerOf(api.PATCH('/api/skills/{id}', { params: { path: { id } }, body }));

/** Changes a skill. 409 on a taken name. A name stands on nearly every page, so everything is asked for anew. */
export function useUpdateSkill() {
  const queryClient = useQueryClient();
  return useMutation({ mutationFn: updateSkill, onSuccess: () => queryClient.invalidateQueries() });
}
