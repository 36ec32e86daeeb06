/** A project is active until it is completed, which is never undone, or archived. */
export const PROJECT_STATUSES = ['active', 'completed', 'archived'] as const;
export type ProjectStatus = (typeof PROJECT_STATUSES)[number];

/** A project as far as its next status depends on it. One that was completed and then archived keeps `completedAt`. */
export interface ProjectState {
  status: ProjectStatus;
  completedAt: string | null;
}

/**
 * Why a project cannot get a status: it was completed, and is never active again; or it is archived, and has to be active to be
 * completed. Undefined for an allowed move, and for the status that the project has.
 */
export function projectMoveProblem({ status, completedAt }: ProjectState, to: ProjectStatus): 'WAS_COMPLETED' | 'IS_ARCHIVED' | undefined {
  if (to === 'active' && completedAt !== null) return 'WAS_COMPLETED';
  if (to === 'completed' && status === 'archived') return 'IS_ARCHIVED';
  return undefined;
}

/** The statuses that a project can get from the one that it has. */
export const projectMoves = (project: ProjectState): ProjectStatus[] =>
  PROJECT_STATUSES.filter((to) => to !== project.status && projectMoveProblem(project, to) === undefined);
