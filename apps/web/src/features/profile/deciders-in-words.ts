import { t } from '@lingui/core/macro';
import { perLocale } from '#lib/i18n/active-locale.ts';
import { isolate } from '#lib/isolate.ts';
import type { Deciders, DecidingLead } from './find-deciders.ts';

const both = perLocale((locale) => new Intl.ListFormat(locale, { type: 'conjunction' }));
const either = perLocale((locale) => new Intl.ListFormat(locale, { type: 'disjunction' }));

/** The Tech Leads who can decide: "Tomás Herrera", "Leilani Kahale or Tomás Herrera". Undefined when admins decide. */
export const decidingLeads = (deciders: Deciders): string | undefined => (deciders.kind === 'admins' ? undefined : namesOf(deciders.leads));

const namesOf = (leads: readonly DecidingLead[]) => either().format(leads.map(({ name }) => isolate(name)));

/** Says who decides a report of the signed-in person, and why. */
export function decidersInWords(deciders: Deciders, skillName: string): string {
  if (deciders.kind === 'admins') return t`An admin decides, because you have no Tech Lead who can decide.`;
  const skill = isolate(skillName);
  if (deciders.kind === 'leadsByTag') {
    const leads = namesOf(deciders.leads);
    const names = [...new Set(deciders.leads.flatMap(({ projects }) => projects))];
    const projects = both().format(names.toSorted((a, b) => a.localeCompare(b)).map(isolate));
    return t`${leads} decides, because ${skill} is one of your tags on ${projects}.`;
  }
  const [only] = deciders.leads;
  if (deciders.leads.length === 1 && only) {
    const lead = withProjects(only);
    return t`${lead} decides, as your Tech Lead.`;
  }
  const leads = either().format(deciders.leads.map(withProjects));
  return t`${leads} decides. ${skill} is not one of your tags on any project, so all your Tech Leads see your report, and the first decision counts.`;
}

function withProjects({ name, projects: names }: DecidingLead): string {
  const lead = isolate(name);
  const projects = names.map(isolate).join(', ');
  return t({ message: `${lead} (${projects})`, comment: 'A Tech Lead and their projects' });
}
