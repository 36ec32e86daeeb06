import { apiQuery } from './queries.ts';

/** A project with its members. The id may come from the address. */
export const projectQuery = (projectId: number) => apiQuery('/api/projects/{id}', { path: { id: projectId } });
