import { apiQuery } from './queries.ts';

/** Everything about one person: header, tiers, current assignments. 403 for everybody but the person, Tech Leads of active projects and admins, unless the person shares their skills. */
export const profileQuery = (personId: number) => apiQuery('/api/profiles/{id}', { path: { id: personId } });
