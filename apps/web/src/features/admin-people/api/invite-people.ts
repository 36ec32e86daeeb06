import { LARGEST_PAGE_SIZE, MOST_INVITATIONS } from '@skilltrace/domain/limits';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { answerOf, api } from '#lib/api/client.ts';
import { apiPages, invalidate } from '#lib/api/queries.ts';

const invitePeople = (profileIds: number[]) => answerOf(api.POST('/api/invitations', { body: { profileIds } }));

/** Creates a link for each person. Only this response contains the links. */
export function useInvitePeople() {
  const queryClient = useQueryClient();
  return useMutation({ mutationFn: invitePeople, gcTime: 0, onSuccess: () => invalidate(queryClient, 'profiles', 'installation') });
}

/** The active people who can neither sign in nor have an open invitation, as many as one request can invite. */
export function usePeopleToInvite(search: string | undefined) {
  const query = { search, isActive: true, access: 'none', limit: LARGEST_PAGE_SIZE } as const;
  const pages = useInfiniteQuery(apiPages('/api/profiles', { query }));
  const people = pages.data?.pages.flatMap(({ items }) => items).slice(0, MOST_INVITATIONS) ?? [];
  const isComplete = pages.data !== undefined && (!pages.hasNextPage || people.length >= MOST_INVITATIONS);
  const { isFetching, isError, fetchNextPage } = pages;
  const isMore = pages.data !== undefined && !isComplete;
  useEffect(() => {
    if (isMore && !isFetching && !isError) void fetchNextPage();
  }, [isMore, isFetching, isError, fetchNextPage]);
  return { people, isComplete, error: pages.error, retry: () => void pages.refetch() };
}
