import type { SkillCategories } from '@skilltrace/contract';
import { useQuery } from '@tanstack/react-query';
import { request } from '#lib/api/request.ts';

export const useCategories = () =>
  useQuery({
    queryKey: ['skill-categories'],
    queryFn: ({ signal }) => request<SkillCategories>('GET', '/api/skill_categories', { signal }),
  });
