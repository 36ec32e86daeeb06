import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { apiPages } from '#lib/api/queries.ts';

export interface SkillFilters {
  search: string | undefined;
  category: string | undefined;
  isActive: boolean | undefined;
}

/** The taxonomy by name, page by page. */
export const skillsQuery = (filters: SkillFilters) => apiPages('/api/skills', { query: { ...filters, limit: 100 } });

/** While a filter changes, what it found before stays in sight. */
export const useSkills = (filters: SkillFilters) => useInfiniteQuery({ ...skillsQuery(filters), placeholderData: keepPreviousData });
