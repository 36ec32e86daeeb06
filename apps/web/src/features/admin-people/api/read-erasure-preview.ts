import { useQuery } from '@tanstack/react-query';
import { apiQuery } from '#lib/api/queries.ts';

/** What erasing a person would do. */
export const erasurePreviewQuery = (id: number) => apiQuery('/api/profiles/{id}/erasure_preview', { path: { id } });

/** What erasing a person would do now. Never from before: people go by these figures. */
export const useErasurePreview = (id: number) => useQuery({ ...erasurePreviewQuery(id), gcTime: 0, refetchOnWindowFocus: false });
