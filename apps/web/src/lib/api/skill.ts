import { apiQuery } from './queries.ts';

/** One skill of the taxonomy, active or not, for an id in an address. */
export const skillQuery = (skillId: number) => ({ ...apiQuery('/api/skills/{id}', { path: { id: skillId } }), staleTime: 5 * 60_000 });
