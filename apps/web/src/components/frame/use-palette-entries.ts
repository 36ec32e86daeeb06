import { useQuery } from '@tanstack/react-query';
import type { NavigateOptions } from '@tanstack/react-router';
import { paths } from '#config/paths.ts';
import { searchPeopleQuery } from '#lib/api/search-people.ts';
import { searchProjectsQuery } from '#lib/api/search-projects.ts';
import { searchSkillsQuery } from '#lib/api/search-skills.ts';
import { matchOf } from '@skilltrace/domain/text/fold';
import { mayOpenAdmin } from '#lib/session/may-open.ts';
import { useSession } from '#lib/session/session.ts';
import { useDebounced } from '#lib/use-debounced.ts';
import type { ProfileItem } from '@skilltrace/contract';
import { describedProject } from '#components/pickers/described-project.ts';
import { isolate } from '#lib/isolate.ts';
import { tellApart } from '#lib/tell-apart.ts';
import { navigationItems } from './navigation-items.ts';

export interface PaletteEntry {
  key: string;
  label: string;
  note?: string;
  /** Whose title, and what else is needed, takes the place of the note; among whom. */
  person?: { of: ProfileItem; among: readonly ProfileItem[] };
  kind: 'Page' | 'Person' | 'Project' | 'Skill';
  link: NavigateOptions;
}

const ADMIN_PAGES = [
  ['Taxonomy', paths.adminTaxonomy],
  ['People and invitations', paths.adminPeople],
  ['Imports', paths.adminImports],
  ['API tokens', paths.adminTokens],
  ['Mismatches', paths.adminMismatches],
  ['Audit log', paths.adminAuditLog],
] as const;

/** What the palette offers for a text: pages at once, the rest as the API answers. */
export function usePaletteEntries(text: string): { entries: PaletteEntry[]; isSearching: boolean; hasFailed: boolean } {
  const session = useSession();
  const wanted = useDebounced(text);
  const enabled = wanted !== '';
  const people = useQuery({ ...searchPeopleQuery(wanted), enabled });
  const projects = useQuery({ ...searchProjectsQuery(wanted), enabled });
  const skills = useQuery({ ...searchSkillsQuery(wanted), enabled });

  const pages: PaletteEntry[] = navigationItems(session)
    .filter(({ to }) => to !== paths.admin)
    .map(({ label, to, params }) => ({ key: label, label, kind: 'Page', link: { to, params } as NavigateOptions }));
  pages.push({
    key: paths.account,
    label: 'Account',
    note: 'Password, where you are signed in',
    kind: 'Page',
    link: { to: paths.account },
  });
  if (mayOpenAdmin(session))
    for (const [label, to] of ADMIN_PAGES) pages.push({ key: to, label, note: 'Admin', kind: 'Page', link: { to } as NavigateOptions });
  const entries = pages.filter(({ label }) => matchOf(label, text) < 4);
  if (enabled && text !== '') {
    const found = people.data?.items ?? [];
    for (const person of found)
      entries.push({
        key: `person ${person.id}`,
        label: person.name,
        person: { of: person, among: found },
        kind: 'Person',
        link: { to: paths.profile, params: { personId: person.id } },
      });
    const described = (projects.data?.items ?? []).map(describedProject);
    for (const project of described) {
      const { id, name } = project;
      const note = tellApart(project, described).map(isolate).join(' · ');
      entries.push({ key: `project ${id}`, label: name, note, kind: 'Project', link: { to: paths.project, params: { projectId: id } } });
    }
    for (const { id, name, category } of skills.data?.items ?? [])
      entries.push({ key: `skill ${id}`, label: name, note: category, kind: 'Skill', link: { to: paths.whoKnows, search: { skill: id } } });
  }
  const queries = [people, projects, skills];
  return {
    // Enter takes the first: "Go" is the skill, and nobody called Diego. What fits alike stays by kind.
    entries: entries
      .map((entry) => ({ entry, match: matchOf(entry.label, text) }))
      .toSorted((a, b) => a.match - b.match)
      .map(({ entry }) => entry),
    isSearching: text !== wanted || (enabled && queries.some(({ isFetching }) => isFetching)),
    hasFailed: enabled && queries.some(({ isError }) => isError),
  };
}
