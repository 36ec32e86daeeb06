import { useCancelablePages } from '#lib/api/cancelable.ts';
import { apiPages } from '#lib/api/queries.ts';

/** People with signals or a validated level in a skill whom the caller may see, most recent first. */
export const useSkillPeople = (skillId: number, asOf: string | undefined) =>
  useCancelablePages(apiPages('/api/skills/{id}/people', { path: { id: skillId }, query: { asOf } }));
