import type { Page, ShownProgressUpdate, Signal } from '@skilltrace/contract';
import { LARGEST_PAGE_SIZE } from '@skilltrace/domain/limits';
import { queryOptions } from '@tanstack/react-query';
import { request } from '#lib/api/request.ts';

/**
 * The signals that an update emitted. They carry its time, by which they are found; those of another update at the same
 * millisecond are left out. One's own are asked of oneself: who has left a project sees its team no longer.
 */
export const updateSignalsQuery = ({ id, projectId, userId, createdAt }: ShownProgressUpdate, viewerId: number) =>
  queryOptions({
    queryKey:
      userId === viewerId
        ? ['users', userId, 'skills', 'activity', { update: id }]
        : ['projects', projectId, 'skills', 'activity', { update: id }],
    queryFn: async ({ signal }) => {
      const path = userId === viewerId ? `/api/users/${userId}/skills/activity` : `/api/projects/${projectId}/skills/activity`;
      const to = new Date(Date.parse(createdAt) + 1).toISOString();
      const query = { sourceType: 'update', from: createdAt, to, limit: LARGEST_PAGE_SIZE };
      const { items } = await request<Page<Signal>>('GET', path, { query, signal });
      return items.filter(({ sourceId }) => sourceId === id).toSorted((a, b) => a.name.localeCompare(b.name));
    },
  });
