import type { SkillPerson } from '@skilltrace/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { keysetQuery } from '#lib/api/keyset.ts';

/** Who has signals or a validated level in a skill, most recent first, among those the caller may see. */
export const useSkillPeople = (skillId: number, asOf: string | undefined) =>
  useInfiniteQuery(keysetQuery<SkillPerson>(['skills', skillId, 'people', { asOf }], `/api/skills/${skillId}/people`, { asOf }));
