import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { SkillPicker } from '#components/pickers/skill-picker.tsx';
import { Button } from '#components/ui/button.tsx';
import { DownloadCsv } from '#components/ui/download-csv.tsx';
import { Field } from '#components/ui/field.tsx';
import { Page } from '#components/ui/page.tsx';
import { SearchBox } from '#components/ui/search-box.tsx';
import { SegmentedControl } from '#components/ui/segmented-control.tsx';
import { paths } from '#config/paths.ts';
import { projectsQuery } from '#features/projects/api/list-projects.ts';
import { NewProjectDialog } from '#features/projects/components/new-project-dialog.tsx';
import { ProjectList } from '#features/projects/components/project-list.tsx';
import { emptyListInWords } from '#features/projects/empty-list.ts';
import { skillQuery } from '#lib/api/skill.ts';
import { isolate } from '#lib/isolate.ts';
import { useSession } from '#lib/session/session.ts';
import { showStatus } from '#lib/status.ts';
import { projectFilter } from './projects.search.ts';

const route = getRouteApi('/frame/projects');

const statuses = () =>
  [
    { value: 'active', label: t({ message: `Active`, context: 'projects' }) },
    { value: 'completed', label: t({ message: `Completed`, context: 'projects' }) },
    { value: 'archived', label: t({ message: `Archived`, context: 'projects' }) },
    { value: 'all', label: t({ message: `All`, context: 'projects' }) },
  ] as const;
const relations = () =>
  [
    { value: 'all', label: t({ message: `All`, context: 'projects' }) },
    { value: 'mine', label: t({ message: `Mine`, context: 'projects' }) },
    { value: 'led', label: t`Led by me` },
  ] as const;

export default function ProjectsPage() {
  const shown = route.useSearch();
  const { search, status = 'active', who = 'all', skill, dialog } = shown;
  const navigate = route.useNavigate();
  const { profile, leads } = useSession();
  const skillChosen = useQuery({ ...skillQuery(skill ?? 0), enabled: skill !== undefined });
  const setFilters = (by: Partial<ReturnType<typeof route.useSearch>>) =>
    void navigate({ search: (before) => ({ ...before, ...by }), replace: true });
  const close = () => setFilters({ dialog: undefined });
  const isNarrowed = search !== undefined || skill !== undefined || who !== 'all';

  return (
    <Page
      title={t`Projects`}
      subtitle={t`Updates count towards the skills a project declares.`}
      actions={
        <>
          <DownloadCsv query={projectsQuery(projectFilter(shown, profile.id))} />
          {profile.isAdmin && (
            <Button variant="primary" onClick={() => void navigate({ search: (before) => ({ ...before, dialog: 'new' }) })}>
              <Trans>New project</Trans>
            </Button>
          )}
        </>
      }
    >
      <div className="mb-4 flex flex-wrap items-center gap-2">
        <SearchBox label={t`Search projects`} className="w-full sm:w-56" value={search} onChange={(text) => setFilters({ search: text })} />
        <div className="w-full sm:w-56">
          <Field label={t`Declared skill`} isLabelHidden>
            <SkillPicker
              value={skill === undefined ? null : (skillChosen.data ?? null)}
              onChange={(chosen) => setFilters({ skill: chosen?.id })}
              placeholder={t`Declared skill`}
            />
          </Field>
        </div>
        <SegmentedControl
          label={t`Status`}
          value={status}
          onChange={(value) => setFilters({ status: value === 'active' ? undefined : value })}
          options={statuses()}
        />
        <SegmentedControl
          label={t`My role`}
          value={who}
          onChange={(value) => setFilters({ who: value === 'all' ? undefined : value })}
          options={relations()}
        />
      </div>
      <ProjectList
        filter={projectFilter(shown, profile.id)}
        leads={leads}
        empty={{
          ...emptyListInWords({ status, who, isAdmin: profile.isAdmin, isSearched: search !== undefined || skill !== undefined }),
          action: isNarrowed && (
            <Button onClick={() => setFilters({ search: undefined, skill: undefined, who: undefined })}>
              {search === undefined && skill === undefined ? <Trans>Show all projects</Trans> : <Trans>Clear filters</Trans>}
            </Button>
          ),
        }}
      />
      {dialog === 'new' && profile.isAdmin && (
        <NewProjectDialog
          onClose={close}
          onCreated={(created) => {
            const projectName = isolate(created.name);
            showStatus({ text: t`${projectName} created.`, tone: 'decided' });
            void navigate({ to: paths.project, params: { projectId: created.id }, search: {}, replace: true });
          }}
        />
      )}
    </Page>
  );
}
