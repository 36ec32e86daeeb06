import { useQuery } from '@tanstack/react-query';
import { apiQuery } from '#lib/api/queries.ts';

/** The records that belong to a skill. Always fetched again, because admins base their decision on these counts. */
export const useSkillUsage = (id: number) => useQuery({ ...apiQuery('/api/skills/{id}/usage', { path: { id } }), staleTime: 0 });
