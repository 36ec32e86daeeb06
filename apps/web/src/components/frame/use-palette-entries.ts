import { t } from '@lingui/core/macro';
import { useQuery } from '@tanstack/react-query';
import type { NavigateOptions } from '@tanstack/react-router';
import { paths } from '#config/paths.ts';
import { searchPeopleQuery } from '#lib/api/search-people.ts';
import { searchProjectsQuery } from '#lib/api/search-projects.ts';
import { hrefOfView, searchViewsQuery } from '#lib/api/saved-views.ts';
import { searchSkillsQuery } from '#lib/api/search-skills.ts';
import { matchOf } from '@skilltrace/domain/text/fold';
import { mayOpenAdmin } from '#lib/session/may-open.ts';
import { useSession } from '#lib/session/session.ts';
import { useDebounced } from '#lib/use-debounced.ts';
import { describedProject } from '#components/pickers/described-project.ts';
import { isolate } from '#lib/isolate.ts';
import { distinguishingFacts } from '#lib/distinguishing-facts.ts';
import { navigationItems } from './navigation-items.ts';
import type { PaletteEntry } from './palette-entry.ts';
import { usePaletteActions } from './use-palette-actions.ts';

const adminPages = () =>
  [
    [t`Taxonomy`, paths.adminTaxonomy],
    [t`People and invitations`, paths.adminPeople],
    [t`Imports`, paths.adminImports],
    [t`API tokens`, paths.adminTokens],
    [t`Mismatches`, paths.adminMismatches],
    [t`Audit log`, paths.adminAuditLog],
  ] as const;

export interface PaletteResults {
  /** The results. If there are none, the only entry suggests the text to an admin as a skill. */
  entries: PaletteEntry[];
  isEmpty: boolean;
  isSearching: boolean;
  hasFailed: boolean;
}

/** The results of the palette for a text: pages and actions immediately, the rest when the API answers. */
export function usePaletteEntries(text: string): PaletteResults {
  const session = useSession();
  const wanted = useDebounced(text);
  const enabled = wanted !== '';
  const people = useQuery({ ...searchPeopleQuery(wanted), enabled });
  const projects = useQuery({ ...searchProjectsQuery(wanted), enabled });
  const skills = useQuery({ ...searchSkillsQuery(wanted), enabled });
  const views = useQuery(searchViewsQuery(wanted));

  const actions = usePaletteActions();

  const page = t`Page`;
  const pages: PaletteEntry[] = navigationItems(session)
    .filter(({ to }) => to !== paths.admin)
    .map(({ label, to, params }) => ({ key: label, label, kind: page, link: { to, params } as NavigateOptions }));
  pages.push({
    key: paths.account,
    label: t`Account`,
    note: t`Password and active sessions`,
    kind: page,
    link: { to: paths.account },
  });
  pages.push({ key: paths.savedViews, label: t`Saved views`, kind: page, link: { to: paths.savedViews } });
  if (mayOpenAdmin(session))
    for (const [label, to] of adminPages()) pages.push({ key: to, label, note: t`Admin`, kind: page, link: { to } as NavigateOptions });
  const entries = [...pages, ...actions].filter(({ label }) => matchOf(label, text) < 4);
  for (const view of views.data?.items ?? [])
    entries.push({
      key: `view ${view.id}`,
      label: view.name,
      note: view.project?.name,
      kind: t({ message: `View`, comment: 'A saved view: a page with its filters' }),
      link: { href: hrefOfView(view) },
    });
  if (enabled && text !== '') {
    const found = people.data?.items ?? [];
    for (const person of found)
      entries.push({
        key: `person ${person.id}`,
        label: person.name,
        person: { of: person, among: found },
        kind: t`Person`,
        link: { to: paths.profile, params: { personId: person.id } },
      });
    const described = (projects.data?.items ?? []).map(describedProject);
    for (const project of described) {
      const { id, name } = project;
      const note = distinguishingFacts(project, described).map(isolate).join(' · ');
      entries.push({ key: `project ${id}`, label: name, note, kind: t`Project`, link: { to: paths.project, params: { projectId: id } } });
    }
    for (const { id, name, category } of skills.data?.items ?? [])
      entries.push({
        key: `skill ${id}`,
        label: name,
        note: category,
        kind: t`Skill`,
        link: { to: paths.whoKnows, search: { skill: [id] } },
      });
  }
  const queries = [people, projects, skills, views];
  const isSearching = text !== wanted || (enabled && queries.some(({ isFetching }) => isFetching));
  const hasFailed = enabled && queries.some(({ isError }) => isError);
  const isEmpty = entries.length === 0;
  if (isEmpty && enabled && !isSearching && !hasFailed) entries.push(proposalOf(text, session.profile.id));
  return {
    // Enter opens the first result, so the best match comes first: "Go" finds the skill before Diego. Equal matches stay in order of kind.
    entries: entries
      .map((entry) => ({ entry, match: matchOf(entry.label, text) }))
      .toSorted((a, b) => a.match - b.match)
      .map(({ entry }) => entry),
    isEmpty,
    isSearching,
    hasFailed,
  };
}

function proposalOf(text: string, personId: number): PaletteEntry {
  const name = isolate(text);
  return {
    key: 'propose',
    label: t`Suggest the skill “${name}” to an admin`,
    kind: t`Action`,
    link: { to: paths.profile, params: { personId }, search: { propose: 'new', name: text } },
  };
}
