import type { CurrentAssignment } from '@skilltrace/contract';
import { routeSuggestion } from '@skilltrace/domain/validation/suggestion-routing';

export interface DecidingLead {
  id: number;
  name: string;
  /** Where they lead this person, by name. */
  projects: string[];
}

export type Deciders =
  /** The Tech Leads whose assignments have the skill among their tags. */
  | { kind: 'leadsByTag'; leads: DecidingLead[] }
  /** The skill is in no tag: every Tech Lead of the person. */
  | { kind: 'allLeads'; leads: DecidingLead[] }
  | { kind: 'admins' };

type Assignment = Pick<CurrentAssignment, 'projectId' | 'projectName' | 'tags' | 'techLead'>;

/** The people who can decide about a suggestion now, in the words of a profile. */
export function whoDecides(personId: number, assignments: readonly Assignment[], skillName: string): Deciders {
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

/** The Tech Leads of these assignments, each once, by name. */
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
