import { useQuery } from '@tanstack/react-query';
import { profileQuery } from '#lib/api/profile.ts';

/** What somebody has validated, by name; empty where it may not be asked for, and until it is known. */
export function useValidatedSkillNames(profileId: number | undefined, mayAsk: boolean): string[] {
  const { data } = useQuery({ ...profileQuery(profileId ?? 0), enabled: mayAsk && profileId !== undefined });
  return data ? [...data.skills.coreStack, ...data.skills.validatedInventory].map(({ skillName }) => skillName) : [];
}
