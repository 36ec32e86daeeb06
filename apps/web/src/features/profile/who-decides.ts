import type { CurrentAssignment } from '@skilltrace/contract';

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

/**
 * Who sees a suggestion in their inbox, as it stands now: routing is decided when the inbox is read. Nobody decides about
 * themselves, and whoever left decides nothing; tags match by exact name.
 */
export function whoDecides(personId: number, assignments: readonly Assignment[], skillName: string): Deciders {
  const withSomebody = assignments.filter(({ techLead }) => techLead.id !== personId && techLead.isActive);
  const tagged = withSomebody.filter(({ tags }) => tags.includes(skillName));
  if (tagged.length > 0) return { kind: 'leadsByTag', leads: leadsOf(tagged) };
  return withSomebody.length > 0 ? { kind: 'allLeads', leads: leadsOf(withSomebody) } : { kind: 'admins' };
}

/** The Tech Leads of these assignments, each once, by name. */
export function leadsOf(assignments: readonly Assignment[]): DecidingLead[] {
  const leads = new Map<number, DecidingLead>();
  for (const { techLead, projectName } of assignments) {
    const lead = leads.get(techLead.id) ?? { id: techLead.id, name: techLead.name, projects: [] };
    lead.projects.push(projectName);
    leads.set(techLead.id, lead);
  }
  const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name);
  return [...leads.values()].map((lead) => ({ ...lead, projects: lead.projects.toSorted((a, b) => a.localeCompare(b)) })).toSorted(byName);
}
