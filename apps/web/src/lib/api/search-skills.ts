import { keepPreviousData } from '@tanstack/react-query';
import { apiQuery } from './queries.ts';

/** Active skills whose name contains the text, best match first, for pickers and the palette. */
export const searchSkillsQuery = (search: string) => ({
  ...apiQuery('/api/skills', { query: { search, isActive: true, order: 'match', limit: 8 } }),
  placeholderData: keepPreviousData,
});
