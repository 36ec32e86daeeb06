import { useQuery } from '@tanstack/react-query';
import { apiQuery } from '#lib/api/queries.ts';

/** What erasing a person would delete, end and keep. */
export const erasurePreviewQuery = (id: number) => apiQuery('/api/profiles/{id}/erasure_preview', { path: { id } });

/** Always fetched again when the dialog opens, because admins base their decision on these counts. */
export const useErasurePreview = (id: number) => useQuery({ ...erasurePreviewQuery(id), gcTime: 0, refetchOnWindowFocus: false });
