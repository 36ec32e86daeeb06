import type { Project, ProjectForViewer, Session } from '@skilltrace/contract';

/** The permissions of the viewer on a project. The server decides; this predicts its decision. */
export interface ProjectPermissions {
  isTechLead: boolean;
  /** Has an active assignment. This requires an active project. */
  isMember: boolean;
  /** May change declared skills, assignments and status: the Tech Lead and admins. */
  mayLead: boolean;
  /** May see updates, coverage and charts: the Tech Lead, admins and members. */
  maySeeTeam: boolean;
  isAdmin: boolean;
  /** May see the skills of all people: Tech Leads of active projects, and admins. */
  maySeeSkills: boolean;
  profileId: number;
}

export function permissionsOn(
  project: Pick<Project, 'techLeadId'> & Pick<ProjectForViewer, 'isMember'>,
  { profile, maySeeSkills }: Session,
): ProjectPermissions {
  const isTechLead = project.techLeadId === profile.id;
  const isMember = project.isMember === true;
  const mayLead = isTechLead || profile.isAdmin;
  return { isTechLead, isMember, mayLead, maySeeTeam: mayLead || isMember, isAdmin: profile.isAdmin, maySeeSkills, profileId: profile.id };
}

/** Whether the viewer may open the page and the skills of this person. */
export const mayOpenPerson = ({ maySeeSkills, profileId }: ProjectPermissions, personId: number): boolean =>
  maySeeSkills || personId === profileId;
