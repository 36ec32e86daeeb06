import { useQuery } from '@tanstack/react-query';
import { apiQuery } from '#lib/api/queries.ts';

export const useSkill = (id: number) => useQuery(apiQuery('/api/skills/{id}', { path: { id } }));
