import { useQuery } from '@tanstack/react-query';
import { profileQuery } from '#lib/api/profile.ts';

/** A person with what they are on now. */
export const usePerson = (id: number) => useQuery(profileQuery(id));
