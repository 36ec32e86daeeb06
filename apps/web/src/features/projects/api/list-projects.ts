import type { ProjectStatus } from '@skilltrace/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { apiPages } from '#lib/api/queries.ts';

export interface ProjectFilter {
  search?: string | undefined;
  /** All statuses if omitted. */
  status?: ProjectStatus | undefined;
  /** The Tech Lead. */
  leadId?: number | undefined;
  /** A person with an active assignment. */
  profileId?: number | undefined;
  /** A declared skill. */
  skillId?: number | undefined;
}

/** The projects that match all filters, sorted by name. */
export const projectsQuery = (filter: ProjectFilter) => apiPages('/api/projects', { query: { ...filter } });

export const useProjects = (filter: ProjectFilter) => useInfiniteQuery(projectsQuery(filter));
