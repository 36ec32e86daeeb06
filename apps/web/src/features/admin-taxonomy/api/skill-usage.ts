import type { SkillUsage } from '@skilltrace/contract';
import { useQuery } from '@tanstack/react-query';
import { request } from '#lib/api/request.ts';

/** What hangs on a skill at this moment. Never from memory: somebody decides by it. */
export const useSkillUsage = (id: number) =>
  useQuery({
    queryKey: ['skills', id, 'usage'],
    queryFn: ({ signal }) => request<SkillUsage>('GET', `/api/skills/${id}/usage`, { signal }),
    staleTime: 0,
  });
