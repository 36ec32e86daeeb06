import { useQuery } from '@tanstack/react-query';
import { profileQuery } from '#lib/api/profile.ts';

/** The names of a person's validated skills. Empty while they load, and if the viewer may not see them. */
export function useValidatedSkillNames(profileId: number | undefined, mayAsk: boolean): string[] {
  const { data } = useQuery({ ...profileQuery(profileId ?? 0), enabled: mayAsk && profileId !== undefined });
  return data ? [...data.skills.coreStack, ...data.skills.validatedInventory].map(({ skillName }) => skillName) : [];
}
