import type { ErasurePreview } from '@skilltrace/contract';
import { useQuery } from '@tanstack/react-query';
import { request } from '#lib/api/request.ts';

/** What erasing a person would do now. Never from before: people go by these figures. */
export const useErasurePreview = (id: number) =>
  useQuery({
    queryKey: ['profiles', id, 'erasure_preview'],
    queryFn: ({ signal }) => request<ErasurePreview>('GET', `/api/profiles/${id}/erasure_preview`, { signal }),
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
