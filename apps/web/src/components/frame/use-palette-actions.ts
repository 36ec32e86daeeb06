import { t } from '@lingui/core/macro';
import { LARGEST_PAGE_SIZE } from '@skilltrace/domain/limits';
import { useQuery } from '@tanstack/react-query';
import { paths } from '#config/paths.ts';
import { apiQuery } from '#lib/api/queries.ts';
import { isolate } from '#lib/isolate.ts';
import { mayOpenAdmin } from '#lib/session/may-open.ts';
import { useSession } from '#lib/session/session.ts';
import type { PaletteEntry } from './palette-entry.ts';

const activeProjects = (of: { profileId: number } | { leadId: number }) => ({
  ...apiQuery('/api/projects', { query: { ...of, status: 'active', limit: LARGEST_PAGE_SIZE } }),
  staleTime: 60_000,
});

/** What this person can do, in the palette: an entry for each action, or for each action on each of their projects. Verbs come first. */
export function usePaletteActions(): PaletteEntry[] {
  const session = useSession();
  const { id } = session.profile;
  const on = useQuery(activeProjects({ profileId: id })).data?.items ?? [];
  const led = useQuery({ ...activeProjects({ leadId: id }), enabled: session.leads.length > 0 }).data?.items ?? [];
  const kind = t`Action`;
  const action = (key: string, label: string, link: PaletteEntry['link']): PaletteEntry => ({ key: `action ${key}`, label, kind, link });
  return [
    ...on.map((project) => {
      const name = isolate(project.name);
      return action(`post ${project.id}`, t`Post an update on ${name}`, {
        to: paths.project,
        params: { projectId: project.id },
        search: { tab: 'updates', write: 'new' },
      });
    }),
    action('report', t`Report a skill`, { to: paths.profile, params: { personId: id }, search: { report: 'new' } }),
    action('propose', t`Suggest a skill to an admin`, { to: paths.profile, params: { personId: id }, search: { propose: 'new' } }),
    action('ask', t`Request a mentorship session`, { to: paths.mentorship, search: { ask: 'new' } }),
    ...led.flatMap((project) => {
      const name = isolate(project.name);
      const open = (dialog: 'assign' | 'complete') =>
        ({ to: paths.project, params: { projectId: project.id }, search: { dialog } }) as const;
      return [
        action(`assign ${project.id}`, t`Assign a person to ${name}`, open('assign')),
        action(`complete ${project.id}`, t`Complete ${name}`, open('complete')),
      ];
    }),
    ...(mayOpenAdmin(session)
      ? [
          action('skill', t`Add a skill`, { to: paths.adminTaxonomy, search: { open: 'add' } }),
          action('person', t`Add a person`, { to: paths.adminPeople, search: { open: 'add' } }),
          action('project', t`Create a project`, { to: paths.projects, search: { dialog: 'new' } }),
          action('token', t`Create an API token`, { to: paths.adminTokens, search: { open: 'add' } }),
        ]
      : []),
  ];
}
