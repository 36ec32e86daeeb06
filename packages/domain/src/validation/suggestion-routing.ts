/** An active assignment of the person a suggestion is about, with the Tech Lead of its project. */
export interface RoutableAssignment {
  tags: readonly string[];
  techLead: { id: number; isActive: boolean };
}

/** Where a pending suggestion waits for a decision. */
export type SuggestionRoute<Assignment> =
  /** Under the projects whose assignment has the skill among its tags. */
  | { to: 'taggedProjects'; assignments: Assignment[] }
  /** Under all of the person's projects, because the skill is in no tag. */
  | { to: 'allProjects'; assignments: Assignment[] }
  /** In the inbox of admins, because no Tech Lead can decide. */
  | { to: 'admins' };

/**
 * Routes a suggestion, given the person's active assignments at this moment: routing is decided when an inbox is read. Nobody
 * decides about themselves, and a Tech Lead who left decides nothing. Tags match the skill's exact name.
 */
export function routeSuggestion<Assignment extends RoutableAssignment>(
  personId: number,
  activeAssignments: readonly Assignment[],
  skillName: string,
): SuggestionRoute<Assignment> {
  const decidable = activeAssignments.filter(({ techLead }) => techLead.id !== personId && techLead.isActive);
  const tagged = decidable.filter(({ tags }) => tags.includes(skillName));
  if (tagged.length > 0) return { to: 'taggedProjects', assignments: tagged };
  return decidable.length > 0 ? { to: 'allProjects', assignments: decidable } : { to: 'admins' };
}
