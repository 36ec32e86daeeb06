import type { Skill } from '@skilltrace/contract';
import { useQuery } from '@tanstack/react-query';
import { request } from '#lib/api/request.ts';

export const useSkill = (id: number) =>
  useQuery({ queryKey: ['skills', id], queryFn: ({ signal }) => request<Skill>('GET', `/api/skills/${id}`, { signal }) });
