import type { CurrentAssignment } from '@skilltrace/contract';
import { routeSuggestion } from '@skilltrace/domain/validation/suggestion-routing';

export interface DecidingLead {
  id: number;
  name: string;
  /** The names of the projects where they lead this person. */
  projects: string[];
}

export type Deciders =
  /** The Tech Leads of the assignments that have the skill as a tag. */
  | { kind: 'leadsByTag'; leads: DecidingLead[] }
  /** No assignment has the skill as a tag, so every Tech Lead of the person can decide. */
  | { kind: 'allLeads'; leads: DecidingLead[] }
  | { kind: 'admins' };

type Assignment = Pick<CurrentAssignment, 'projectId' | 'projectName' | 'tags' | 'techLead'>;

/** The people who can decide a suggestion now, computed from the assignments of a profile. */
export function findDeciders(personId: number, assignments: readonly Assignment[], skillName: string): Deciders {
  const route = routeSuggestion(personId, assignments, skillName);
  switch (route.to) {
    case 'taggedProjects':
      return { kind: 'leadsByTag', leads: leadsOf(route.assignments) };
    case 'allProjects':
      return { kind: 'allLeads', leads: leadsOf(route.assignments) };
    case 'admins':
      return { kind: 'admins' };
  }
}

/** The Tech Leads of these assignments without duplicates, sorted by name. */
function leadsOf(assignments: readonly Assignment[]): DecidingLead[] {
  const leads = new Map<number, DecidingLead>();
  for (const { techLead, projectName } of assignments) {
    const lead = leads.get(techLead.id) ?? { id: techLead.id, name: techLead.name, projects: [] };
    lead.projects.push(projectName);
    leads.set(techLead.id, lead);
  }
  const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name);
  return [...leads.values()].map((lead) => ({ ...lead, projects: lead.projects.toSorted((a, b) => a.localeCompare(b)) })).toSorted(byName);
}
