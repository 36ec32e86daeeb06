import type { ProfileWithSkills } from '@skilltrace/contract';
import { useQuery } from '@tanstack/react-query';
import { request } from '#lib/api/request.ts';

/** A person with what they are on now. */
export const usePerson = (id: number) =>
  useQuery({ queryKey: ['profiles', id], queryFn: ({ signal }) => request<ProfileWithSkills>('GET', `/api/profiles/${id}`, { signal }) });
