import { useQuery } from '@tanstack/react-query';
import { apiQuery } from './queries.ts';

/** A person in the directory, for a picker whose choice is in the address. Null while it loads and for an unknown id. */
export function usePerson(id: number | undefined) {
  const query = useQuery({ ...apiQuery('/api/profiles', { query: { id: [id ?? 0] } }), enabled: id !== undefined, staleTime: 5 * 60_000 });
  return (id !== undefined && query.data?.items[0]) || null;
}
