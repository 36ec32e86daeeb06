import { useQuery } from '@tanstack/react-query';
import { profileQuery } from '#lib/api/profile.ts';
import { useDebounced } from '#lib/use-debounced.ts';

/** Since when a person is on a project. Undefined until it is known; nobody is asked about who is only passed by. */
export function useSince(profileId: number, projectId: number | null): string | undefined {
  const wanted = useDebounced(profileId);
  const { data } = useQuery({ ...profileQuery(wanted), enabled: projectId !== null && wanted === profileId });
  return data?.id === profileId ? data.currentAssignments.find((one) => one.projectId === projectId)?.startedAt : undefined;
}
