import { apiQuery } from './queries.ts';

/** One entry of the taxonomy, in use or not: the name behind an id in an address. */
export const skillQuery = (skillId: number) => ({ ...apiQuery('/api/skills/{id}', { path: { id: skillId } }), staleTime: 5 * 60_000 });
