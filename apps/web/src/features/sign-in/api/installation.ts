import type { Installation } from '@skilltrace/contract';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { request } from '#lib/api/request.ts';

/** Whether this is a demo, and as whom one may look at it. */
export const installationQuery = queryOptions({
  queryKey: ['installation'],
  queryFn: ({ signal }) => request<Installation>('GET', '/api/installation', { signal }),
});

export const useInstallation = () => useQuery(installationQuery);
