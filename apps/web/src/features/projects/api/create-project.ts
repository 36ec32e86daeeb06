import type { CreateProjectBody } from '@skilltrace/contract';
import { answerOf, api } from '#lib/api/client.ts';
import { useProjectChange } from './use-project-change.ts';

const createProject = (body: CreateProjectBody) => answerOf(api.POST('/api/projects', { body }));

/** Creates a project. For admins. */
export const useCreateProject = () => useProjectChange(createProject);
