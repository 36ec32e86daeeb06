import type { ProjectStatus } from '@skilltrace/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { apiPages } from '#lib/api/queries.ts';

export interface ProjectFilter {
  search?: string | undefined;
  /** All of them where it is left out. */
  status?: ProjectStatus | undefined;
  /** Its Tech Lead. */
  leadId?: number | undefined;
  /** Somebody actively on it. */
  profileId?: number | undefined;
  /** A skill that it declares. */
  skillId?: number | undefined;
}

/** The projects that fit every filter, by name. */
export const projectsQuery = (filter: ProjectFilter) => apiPages('/api/projects', { query: { ...filter } });

export const useProjects = (filter: ProjectFilter) => useInfiniteQuery(projectsQuery(filter));
