import { useQuery } from '@tanstack/react-query';
import { profileQuery } from '#lib/api/profile.ts';
import { useDebounced } from '#lib/use-debounced.ts';

/** When a person joined a project. Undefined while it loads. Debounced, so that skipping over people sends no requests. */
export function useSince(profileId: number, projectId: number | null): string | undefined {
  const wanted = useDebounced(profileId);
  const { data } = useQuery({ ...profileQuery(wanted), enabled: projectId !== null && wanted === profileId });
  return data?.id === profileId ? data.currentAssignments.find((one) => one.projectId === projectId)?.startedAt : undefined;
}
