import { useInfiniteQuery } from '@tanstack/react-query';
import { apiPages } from '#lib/api/queries.ts';

/** Who has signals or a validated level in a skill, most recent first, among those the caller may see. */
export const useSkillPeople = (skillId: number, asOf: string | undefined) =>
  useInfiniteQuery(apiPages('/api/skills/{id}/people', { path: { id: skillId }, query: { asOf } }));
