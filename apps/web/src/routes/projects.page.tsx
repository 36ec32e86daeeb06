import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { SkillPicker } from '#components/pickers/skill-picker.tsx';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { Page } from '#components/ui/page.tsx';
import { SearchBox } from '#components/ui/search-box.tsx';
import { SegmentedControl } from '#components/ui/segmented-control.tsx';
import { paths } from '#config/paths.ts';
import { NewProjectDialog } from '#features/projects/components/new-project-dialog.tsx';
import { ProjectList } from '#features/projects/components/project-list.tsx';
import { emptyListInWords } from '#features/projects/empty-list.ts';
import { skillQuery } from '#lib/api/skill.ts';
import { isolate } from '#lib/isolate.ts';
import { useSession } from '#lib/session/session.ts';
import { showStatus } from '#lib/status.ts';
import { projectFilter } from './projects.search.ts';

const route = getRouteApi('/frame/projects');

const STATUSES = [
  { value: 'active', label: 'Active' },
  { value: 'completed', label: 'Completed' },
  { value: 'archived', label: 'Archived' },
  { value: 'all', label: 'All' },
] as const;
const WHOSE = [
  { value: 'anybody', label: 'Everybody’s' },
  { value: 'mine', label: 'Mine' },
  { value: 'led', label: 'That I lead' },
] as const;

export default function ProjectsPage() {
  const shown = route.useSearch();
  const { search, status = 'active', who = 'anybody', skill, dialog } = shown;
  const navigate = route.useNavigate();
  const { profile, leads } = useSession();
  const skillChosen = useQuery({ ...skillQuery(skill ?? 0), enabled: skill !== undefined });
  const narrow = (by: Partial<ReturnType<typeof route.useSearch>>) =>
    void navigate({ search: (before) => ({ ...before, ...by }), replace: true });
  const close = () => narrow({ dialog: undefined });
  const isNarrowed = search !== undefined || skill !== undefined || who !== 'anybody';

  return (
    <Page
      title="Projects"
      subtitle="What each declares is what its updates leave signals for."
      actions={
        profile.isAdmin && (
          <Button variant="primary" onClick={() => void navigate({ search: (before) => ({ ...before, dialog: 'new' }) })}>
            New project
          </Button>
        )
      }
    >
      <div className="mb-4 flex flex-wrap items-center gap-2">
        <SearchBox label="Search projects" className="w-full sm:w-56" value={search} onChange={(text) => narrow({ search: text })} />
        <div className="w-full sm:w-56">
          <Field label="Declares" isLabelHidden>
            <SkillPicker
              value={skill === undefined ? null : (skillChosen.data ?? null)}
              onChange={(chosen) => narrow({ skill: chosen?.id })}
              placeholder="Declares the skill…"
            />
          </Field>
        </div>
        <SegmentedControl
          label="Status"
          value={status}
          onChange={(value) => narrow({ status: value === 'active' ? undefined : value })}
          options={STATUSES}
        />
        <SegmentedControl
          label="Whose"
          value={who}
          onChange={(value) => narrow({ who: value === 'anybody' ? undefined : value })}
          options={WHOSE}
        />
      </div>
      <ProjectList
        filter={projectFilter(shown, profile.id)}
        leads={leads}
        empty={{
          ...emptyListInWords({ status, who, isAdmin: profile.isAdmin, isSearched: search !== undefined || skill !== undefined }),
          action: isNarrowed && (
            <Button onClick={() => narrow({ search: undefined, skill: undefined, who: undefined })}>
              {search === undefined && skill === undefined ? 'Show everybody’s' : 'Clear the filters'}
            </Button>
          ),
        }}
      />
      {dialog === 'new' && profile.isAdmin && (
        <NewProjectDialog
          onClose={close}
          onCreated={(created) => {
            showStatus({ text: `${isolate(created.name)} created.`, tone: 'decided' });
            void navigate({ to: paths.project, params: { projectId: created.id }, search: {}, replace: true });
          }}
        />
      )}
    </Page>
  );
}
