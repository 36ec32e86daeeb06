import type { Project, ProjectWithMembers, Session } from '@skilltrace/contract';

/** What the person at the screen is to a project. The server decides; this says beforehand what it will. */
export interface Standing {
  isTechLead: boolean;
  /** Actively on it, hence only while the project is active. */
  isMember: boolean;
  /** Scope, assignments, completion: its Tech Lead and admins. */
  mayLead: boolean;
  /** Updates, coverage, charts: also its members. */
  maySeeTeam: boolean;
  isAdmin: boolean;
  /** The skills of everybody: every Tech Lead of an active project, and admins. */
  maySeeSkills: boolean;
  profileId: number;
}

export function standingOn(
  project: Pick<Project, 'techLeadId'> & Pick<ProjectWithMembers, 'members'>,
  { profile, maySeeSkills }: Session,
): Standing {
  const isTechLead = project.techLeadId === profile.id;
  const isMember = project.members.some(({ profileId }) => profileId === profile.id);
  const mayLead = isTechLead || profile.isAdmin;
  return { isTechLead, isMember, mayLead, maySeeTeam: mayLead || isMember, isAdmin: profile.isAdmin, maySeeSkills, profileId: profile.id };
}

/** Whether a person's page and skills open for the viewer: their own, and everybody's for Tech Leads of active projects and admins. */
export const mayOpenPerson = ({ maySeeSkills, profileId }: Standing, personId: number): boolean => maySeeSkills || personId === profileId;
