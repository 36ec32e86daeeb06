import type { ProfileWithSkills } from '@skilltrace/contract';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { request } from '#lib/api/request.ts';
import { useDebounced } from '#lib/use-debounced.ts';

const profileQuery = (profileId: number) =>
  queryOptions({
    queryKey: ['profiles', profileId],
    queryFn: ({ signal }) => request<ProfileWithSkills>('GET', `/api/profiles/${profileId}`, { signal }),
  });

/** Since when a person is on a project. Undefined until it is known; nobody is asked about who is only passed by. */
export function useSince(profileId: number, projectId: number | null): string | undefined {
  const wanted = useDebounced(profileId);
  const { data } = useQuery({ ...profileQuery(wanted), enabled: projectId !== null && wanted === profileId });
  return data?.id === profileId ? data.currentAssignments.find((one) => one.projectId === projectId)?.startedAt : undefined;
}
