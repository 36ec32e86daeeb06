/** A project is active until it is completed or archived. Completion is permanent. */
export const PROJECT_STATUSES = ['active', 'completed', 'archived'] as const;
export type ProjectStatus = (typeof PROJECT_STATUSES)[number];

/** The part of a project that determines its next status. A project that was completed and then archived keeps `completedAt`. */
export interface ProjectState {
  status: ProjectStatus;
  completedAt: string | null;
}

/**
 * Why a project cannot change to a status: a project that was completed never becomes active again, and an archived project
 * must be active before it can be completed. Undefined for an allowed change, and for the current status.
 */
export function projectMoveProblem({ status, completedAt }: ProjectState, to: ProjectStatus): 'WAS_COMPLETED' | 'IS_ARCHIVED' | undefined {
  if (to === 'active' && completedAt !== null) return 'WAS_COMPLETED';
  if (to === 'completed' && status === 'archived') return 'IS_ARCHIVED';
  return undefined;
}

/** The statuses to which a project can change from its current one. */
export const projectMoves = (project: ProjectState): ProjectStatus[] =>
  PROJECT_STATUSES.filter((to) => to !== project.status && projectMoveProblem(project, to) === undefined);
