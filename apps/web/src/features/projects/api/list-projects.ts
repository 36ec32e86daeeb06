import type { Project, ProjectStatus } from '@skilltrace/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { keysetQuery } from '#lib/api/keyset.ts';

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
export const projectsQuery = (filter: ProjectFilter) => keysetQuery<Project>(['projects', 'list', filter], '/api/projects', { ...filter });

export const useProjects = (filter: ProjectFilter) => useInfiniteQuery(projectsQuery(filter));
