import type { Skill } from '@skilltrace/contract';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { keysetQuery } from '#lib/api/keyset.ts';

export interface SkillFilters {
  search: string | undefined;
  category: string | undefined;
  isActive: boolean | undefined;
}

/** The taxonomy by name, page by page. */
export const skillsQuery = (filters: SkillFilters) =>
  keysetQuery<Skill>(['skills', 'list', filters], '/api/skills', { ...filters, limit: 100 });

/** While a filter changes, what it found before stays in sight. */
export const useSkills = (filters: SkillFilters) => useInfiniteQuery({ ...skillsQuery(filters), placeholderData: keepPreviousData });
