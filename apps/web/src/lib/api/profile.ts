import { apiQuery } from './queries.ts';

/** The profile of a person. 403 unless the viewer is the person, a Tech Lead of an active project or an admin, or the person shares their skills. */
export const profileQuery = (personId: number) => apiQuery('/api/profiles/{id}', { path: { id: personId } });
