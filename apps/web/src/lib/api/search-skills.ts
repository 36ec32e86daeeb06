import { keepPreviousData } from '@tanstack/react-query';
import { apiQuery } from './queries.ts';

/** Active skills whose name has this in it, what fits best first, for pickers and the palette. */
export const searchSkillsQuery = (search: string) => ({
  ...apiQuery('/api/skills', { query: { search, isActive: true, order: 'match', limit: 8 } }),
  placeholderData: keepPreviousData,
});
