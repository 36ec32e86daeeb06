import { useQuery } from '@tanstack/react-query';
import { apiQuery } from './queries.ts';

/** The categories of the taxonomy, with the number of their skills. */
export const useCategories = () => useQuery(apiQuery('/api/skill_categories', {}));
