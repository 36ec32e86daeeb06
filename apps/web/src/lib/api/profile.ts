import type { ProfileWithSkills } from '@skilltrace/contract';
import { queryOptions } from '@tanstack/react-query';
import { request } from './request.ts';

/** Everything about one person: header, tiers, current assignments. 403 for everybody but the person, Tech Leads of active projects and admins, unless the person shares their skills. */
export const profileQuery = (personId: number) =>
  queryOptions({
    queryKey: ['profiles', personId],
    queryFn: ({ signal }) => request<ProfileWithSkills>('GET', `/api/profiles/${personId}`, { signal }),
  });
