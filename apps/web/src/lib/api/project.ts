import { apiQuery } from './queries.ts';

/** A project with its members, also for an id in an address. */
export const projectQuery = (projectId: number) => apiQuery('/api/projects/{id}', { path: { id: projectId } });
