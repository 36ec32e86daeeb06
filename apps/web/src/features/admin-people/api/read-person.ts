import { useQuery } from '@tanstack/react-query';
import { profileQuery } from '#lib/api/profile.ts';

/** A person with the current assignments. */
export const usePerson = (id: number) => useQuery(profileQuery(id));
