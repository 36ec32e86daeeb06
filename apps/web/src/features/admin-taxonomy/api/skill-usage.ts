import { useQuery } from '@tanstack/react-query';
import { apiQuery } from '#lib/api/queries.ts';

/** What hangs on a skill at this moment. Never from memory: somebody decides by it. */
export const useSkillUsage = (id: number) => useQuery({ ...apiQuery('/api/skills/{id}/usage', { path: { id } }), staleTime: 0 });
