import type { ChangeSavedViewBody, CreateSavedViewBody, SavedView } from '@skilltrace/contract';
import { keepPreviousData, useMutation, useQueryClient } from '@tanstack/react-query';
import { stringifySearch } from '../search-format.ts';
import { answerOf, api } from './client.ts';
import { apiQuery, invalidate } from './queries.ts';

/** Saved views whose name contains the text, best match first, for the palette and the menu. All of them for an empty text. */
export const searchViewsQuery = (search: string) => ({
  ...apiQuery('/api/saved_views', { query: { search: search === '' ? undefined : search, order: 'match', limit: 8 } }),
  placeholderData: keepPreviousData,
});

/** The address of a view. The router reads it like an address that a person typed. */
export const hrefOfView = ({ path, search }: Pick<SavedView, 'path' | 'search'>): string => path + stringifySearch(search);

const create = (body: CreateSavedViewBody) => answerOf(api.POST('/api/saved_views', { body }));
const change = ({ id, ...body }: ChangeSavedViewBody & { id: number }) =>
  answerOf(api.PATCH('/api/saved_views/{id}', { params: { path: { id } }, body }));

export function useCreateView() {
  const queryClient = useQueryClient();
  return useMutation({ mutationFn: create, onSuccess: () => invalidate(queryClient, 'saved_views') });
}

/** Renames or shares a view. */
export function useChangeView() {
  const queryClient = useQueryClient();
  return useMutation({ mutationFn: change, onSettled: () => invalidate(queryClient, 'saved_views') });
}
