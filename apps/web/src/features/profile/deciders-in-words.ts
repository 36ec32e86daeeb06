import { isolate } from '#lib/isolate.ts';
import { once } from '#lib/once.ts';
import type { Deciders, DecidingLead } from './who-decides.ts';

const both = once(() => new Intl.ListFormat('en-GB', { type: 'conjunction' }));
const either = once(() => new Intl.ListFormat('en-GB', { type: 'disjunction' }));

/** Who decides, briefly: "Tomás Herrera", "Leilani Kahale or Tomás Herrera", "an admin". */
export const decidersBriefly = (deciders: Deciders): string =>
  deciders.kind === 'admins' ? 'an admin' : either().format(deciders.leads.map(({ name }) => isolate(name)));

/** Who decides about one's own report, and why they do. */
export function decidersInWords(deciders: Deciders, skillName: string): string {
  if (deciders.kind === 'admins') return 'An admin decides: you are on no project whose Tech Lead could.';
  const { leads } = deciders;
  if (deciders.kind === 'leadsByTag') {
    const where = both().format(
      [...new Set(leads.flatMap(({ projects }) => projects))].toSorted((a, b) => a.localeCompare(b)).map(isolate),
    );
    return `${decidersBriefly(deciders)} decides: ${isolate(skillName)} is among your tags on ${where}.`;
  }
  const [only] = leads;
  if (leads.length === 1 && only) return `${withProjects(only)} decides, as your Tech Lead.`;
  return `${either().format(leads.map(withProjects))} decides, whoever is first: ${isolate(skillName)} is among your tags on no project, so all your Tech Leads see it.`;
}

const withProjects = ({ name, projects }: DecidingLead) => `${isolate(name)} (${projects.map(isolate).join(', ')})`;
