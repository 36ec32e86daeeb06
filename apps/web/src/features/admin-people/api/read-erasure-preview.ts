import { useQuery } from '@tanstack/react-query';
import { apiQuery } from '#lib/api/queries.ts';

/** The consequences of erasing a person: records that would be deleted, ended and kept. */
export const erasurePreviewQuery = (id: number) => apiQuery('/api/profiles/{id}/erasure_preview', { path: { id } });

/** Always fetched again when the dialog opens, because admins base their decision on these counts. */
export const useErasurePreview = (id: number) => useQuery({ ...erasurePreviewQuery(id), gcTime: 0, refetchOnWindowFocus: false });
