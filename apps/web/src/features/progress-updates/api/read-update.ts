import type { ShownProgressUpdate } from '@skilltrace/contract';
import { queryOptions } from '@tanstack/react-query';
import { request } from '#lib/api/request.ts';

/** One update by its id. 403 for who would find it in no list. */
export const updateQuery = (id: number) =>
  queryOptions({
    queryKey: ['progress-updates', id],
    queryFn: ({ signal }) => request<ShownProgressUpdate>('GET', `/api/progress_updates/${id}`, { signal }),
  });
