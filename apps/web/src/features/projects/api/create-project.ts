import type { CreateProjectBody, ProjectWithMembers } from '@skilltrace/contract';
import { request } from '#lib/api/request.ts';
import { useProjectChange } from './use-project-change.ts';

const createProject = (body: CreateProjectBody) => request<ProjectWithMembers>('POST', '/api/projects', { body });

/** Creates a project; for admins. */
export const useCreateProject = () => useProjectChange(createProject);
