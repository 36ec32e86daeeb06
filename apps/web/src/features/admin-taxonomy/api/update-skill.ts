import type { UpdateSkillBody } from '@skilltrace/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answerOf, api } from '#lib/api/client.ts';

const updateSkill = ({ id, ...body }: UpdateSkillBody & { id: number }) =>
  answerOf(api.PATCH('/api/skills/{id}', { params: { path: { id } }, body }));

/** Changes a skill. The server answers 409 when the name exists. Every query is invalidated, because the name is on nearly every page. */
export function useUpdateSkill() {
  const queryClient = useQueryClient();
  return useMutation({ mutationFn: updateSkill, onSuccess: () => queryClient.invalidateQueries() });
}
