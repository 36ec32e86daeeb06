import type { CreateSkillBody, Skill } from '@skilltrace/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { request } from '#lib/api/request.ts';

const createSkill = (body: CreateSkillBody) => request<Skill>('POST', '/api/skills', { body });

/** Adds a skill. 409 on a taken name. */
export function useCreateSkill() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: createSkill,
    onSuccess: () => Promise.all(['skills', 'skill-categories'].map((resource) => queryClient.invalidateQueries({ queryKey: [resource] }))),
  });
}
