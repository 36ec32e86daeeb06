import { useQuery } from '@tanstack/react-query';
import { apiQuery } from '#lib/api/queries.ts';

export const useCategories = () => useQuery(apiQuery('/api/skill_categories', {}));
