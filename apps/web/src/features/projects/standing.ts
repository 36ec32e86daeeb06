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
  profileId: number;
}

export function standingOn(project: Pick<Project, 'techLeadId'> & Pick<ProjectWithMembers, 'members'>, { profile }: Session): Standing {
  const isTechLead = project.techLeadId === profile.id;
  const isMember = project.members.some(({ profileId }) => profileId === profile.id);
  const mayLead = isTechLead || profile.isAdmin;
  return { isTechLead, isMember, mayLead, maySeeTeam: mayLead || isMember, isAdmin: profile.isAdmin, profileId: profile.id };
}

/**
 * Whether somebody's page and charts are theirs to see: their own; everybody's for admins; those of the active members for
 * the Tech Lead, whom an archived project has none of.
 */
export const mayOpenPerson = (
  { isAdmin, isTechLead, profileId }: Standing,
  { members }: Pick<ProjectWithMembers, 'members'>,
  personId: number,
): boolean => isAdmin || personId === profileId || (isTechLead && members.some((member) => member.profileId === personId));
