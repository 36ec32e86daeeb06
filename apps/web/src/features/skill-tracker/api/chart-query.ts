import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { request, type RequestOptions } from '#lib/api/request.ts';

/** One of a person's charts. The one before stays in sight until the next is there. */
export const chartQuery = <Chart>(personId: number, chart: string, query: NonNullable<RequestOptions['query']>) =>
  queryOptions({
    queryKey: ['users', personId, 'skills', chart, query],
    queryFn: ({ signal }) => request<Chart>('GET', `/api/users/${personId}/skills/${chart}`, { query, signal }),
    placeholderData: (before, query_) => (query_?.queryKey[1] === personId ? keepPreviousData(before) : undefined),
  });
