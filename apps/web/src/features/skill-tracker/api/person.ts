import type { ProfileWithSkills } from '@skilltrace/contract';
import { queryOptions } from '@tanstack/react-query';
import { request } from '#lib/api/request.ts';

/** Who it is, and what was validated of them. 403 for who may not see their signals either. */
export const personQuery = (id: number) =>
  queryOptions({
    queryKey: ['profiles', id],
    queryFn: ({ signal }) => request<ProfileWithSkills>('GET', `/api/profiles/${id}`, { signal }),
  });
