/** What can be opened over a project, by its word in the address. Those of an assignment name it as well. */
export const PROJECT_DIALOGS = ['edit', 'skills', 'ideas', 'assign', 'complete', 'archive', 'restore'] as const;
export const ASSIGNMENT_DIALOGS = ['tags', 'end'] as const;
type ProjectDialog = (typeof PROJECT_DIALOGS)[number];
type AssignmentDialog = (typeof ASSIGNMENT_DIALOGS)[number];
export type DialogName = ProjectDialog | AssignmentDialog;
export type OpenDialog = (dialog: DialogName, assignmentId?: number) => void;
