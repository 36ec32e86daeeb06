/** The dialogs of a project, by their name in the address. The address of an assignment dialog also contains the assignment. */
export const PROJECT_DIALOGS = ['edit', 'skills', 'ideas', 'assign', 'complete', 'archive', 'restore'] as const;
export const ASSIGNMENT_DIALOGS = ['tags', 'end'] as const;
type ProjectDialog = (typeof PROJECT_DIALOGS)[number];
type AssignmentDialog = (typeof ASSIGNMENT_DIALOGS)[number];
export type DialogName = ProjectDialog | AssignmentDialog;
export type OpenDialog = (dialog: DialogName, assignmentId?: number) => void;
