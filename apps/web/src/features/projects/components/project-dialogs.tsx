import type { ProjectForViewer } from '@skilltrace/contract';
import { projectMoves } from '@skilltrace/domain/projects/life-cycle';
import { useAssignment } from '../api/members.ts';
import type { ProjectPermissions } from '../project-permissions.ts';
import { AssignDialog } from './assign-dialog.tsx';
import { AssignmentDialog } from './assignment-dialog.tsx';
import { CompleteDialog } from './complete-dialog.tsx';
import { DeclaredSkillsDialog } from './declared-skills-dialog.tsx';
import { ASSIGNMENT_DIALOGS, type DialogName } from './dialogs.ts';
import { EditProjectDialog } from './edit-project-dialog.tsx';
import { EndAssignmentDialog } from './end-assignment-dialog.tsx';
import { SkillIdeasDialog } from './skill-ideas-dialog.tsx';
import { StatusDialog } from './status-dialog.tsx';

export interface ProjectDialogsProps {
  dialog: DialogName | undefined;
  /** For the dialogs of an assignment. */
  assignmentId: number | undefined;
  project: ProjectForViewer;
  permissions: ProjectPermissions;
  onClose: () => void;
}

/** The dialog that the address names, if the viewer may use it and it applies to the project in its current state. */
export function ProjectDialogs({ dialog, assignmentId, project, permissions, onClose }: ProjectDialogsProps) {
  const assignment = useAssignment(permissions.mayLead && isOfAssignment(dialog) ? assignmentId : undefined);
  if (dialog === undefined || !permissions.mayLead) return null;
  const props = { project, onClose };
  const isActive = project.status === 'active';
  const moves = projectMoves(project);
  const member = isActive && assignment?.projectId === project.id && assignment.endedAt === null ? assignment : undefined;
  switch (dialog) {
    case 'edit':
      return <EditProjectDialog {...props} maySetLead={permissions.isAdmin} />;
    case 'ideas':
      return <SkillIdeasDialog {...props} />;
    case 'skills':
      return isActive && <DeclaredSkillsDialog {...props} />;
    case 'assign':
      return isActive && <AssignDialog {...props} permissions={permissions} />;
    case 'complete':
      return moves.includes('completed') && <CompleteDialog {...props} />;
    case 'archive':
      return moves.includes('archived') && <StatusDialog {...props} to="archived" />;
    case 'restore':
      return moves.includes('active') && <StatusDialog {...props} to="active" />;
    case 'tags':
      return member && <AssignmentDialog {...props} member={member} />;
    case 'end':
      return member && <EndAssignmentDialog {...props} member={member} />;
  }
}

const isOfAssignment = (dialog: DialogName | undefined) => ASSIGNMENT_DIALOGS.some((one) => one === dialog);
