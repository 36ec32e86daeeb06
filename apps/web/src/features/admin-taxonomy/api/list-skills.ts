import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { apiPages } from '#lib/api/queries.ts';

export interface SkillFilters {
  search: string | undefined;
  category: string | undefined;
  isActive: boolean | undefined;
}

/** The skills of the taxonomy by name, in pages. */
export const skillsQuery = (filters: SkillFilters) => apiPages('/api/skills', { query: { ...filters, limit: 100 } });

/** The previous results stay visible while a filter changes. */
export const useSkills = (filters: SkillFilters) => useInfiniteQuery({ ...skillsQuery(filters), placeholderData: keepPreviousData });
