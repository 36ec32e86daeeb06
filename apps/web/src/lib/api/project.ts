import { apiQuery } from './queries.ts';

/** A project without its members, of which there can be thousands. The id may come from the address. */
export const projectQuery = (projectId: number) => apiQuery('/api/projects/{id}', { path: { id: projectId }, query: { members: false } });
