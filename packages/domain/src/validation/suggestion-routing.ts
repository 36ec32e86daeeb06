/** An active assignment of the person in the suggestion, with the Tech Lead of its project. */
export interface RoutableAssignment {
  tags: readonly string[];
  techLead: { id: number; isActive: boolean };
}

/** Whose inbox contains a pending suggestion. */
export type SuggestionRoute<Assignment> =
  /** Under each project whose assignment has the skill as a tag. */
  | { to: 'taggedProjects'; assignments: Assignment[] }
  /** Under all of the person's projects, because no tag matches the skill. */
  | { to: 'allProjects'; assignments: Assignment[] }
  /** In the inbox of admins, because no Tech Lead can decide. */
  | { to: 'admins' };

/**
 * Routes a suggestion by the person's currently active assignments, whenever an inbox is read. Tech Leads who left, and the
 * person themselves, cannot decide. Tags must match the exact name of the skill.
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
