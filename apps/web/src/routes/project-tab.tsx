import type { ProjectWithMembers } from '@skilltrace/contract';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { lazy, memo, Suspense, useCallback, useMemo } from 'react';
import { SkeletonRows } from '#components/ui/skeleton.tsx';
import { paths } from '#config/paths.ts';
import type { GroupView } from '#features/group-charts/group-search.ts';
import { UpdatesFeed } from '#features/progress-updates/components/updates-feed.tsx';
import type { OpenDialog } from '#features/projects/components/dialogs.ts';
import { ProjectOverview } from '#features/projects/components/project-overview.tsx';
import { mayOpenPerson, type ProjectPermissions } from '#features/projects/project-permissions.ts';
import { loadCode } from '#lib/load-code.ts';
import { useSession } from '#lib/session/session.ts';
import { tabIn, type ProjectSearch } from './project.search.ts';

const route = getRouteApi('/frame/projects/$projectId');

const Coverage = lazy(async () => ({
  default: (await loadCode(() => import('#features/projects/components/coverage.tsx'))).Coverage,
}));
const SkillsMatrix = lazy(async () => ({
  default: (await loadCode(() => import('#features/skills-matrix/components/skills-matrix.tsx'))).SkillsMatrixView,
}));
const TeamCharts = lazy(async () => ({
  default: (await loadCode(() => import('#features/group-charts/components/team-charts.tsx'))).TeamCharts,
}));

export interface ProjectTabProps {
  project: ProjectWithMembers;
  permissions: ProjectPermissions;
  search: ProjectSearch;
  onOpen: OpenDialog;
}

/** The content of the chosen tab. Memoized, so that it renders only if its props change. */
export const ProjectTab = memo(function ProjectTab({ project, permissions, search, onOpen }: ProjectTabProps) {
  const navigate = route.useNavigate();
  const { profile } = useSession();
  switch (tabIn(search)) {
    case 'overview':
      return <ProjectOverview {...{ project, permissions, onOpen }} />;
    case 'updates':
      return (
        <UpdatesFeed
          project={project}
          viewer={profile}
          isMember={permissions.isMember}
          mayOpenPerson={(personId) => mayOpenPerson(permissions, personId)}
          markedId={search.update}
        />
      );
    case 'matrix':
      return <MatrixTab project={project} search={search} />;
    case 'coverage':
      return (
        <Suspense fallback={<SkeletonRows />}>
          <Coverage
            {...{ project, permissions }}
            shows={search.show ?? 'signals'}
            onShows={(to) =>
              void navigate({
                search: (before) => ({ ...before, show: to === 'last' ? to : undefined }),
                replace: true,
                resetScroll: false,
              })
            }
          />
        </Suspense>
      );
    case 'charts':
      return <ChartsTab project={project} search={search} />;
  }
});

function MatrixTab({ project, search }: Pick<ProjectTabProps, 'project' | 'search'>) {
  const navigate = route.useNavigate();
  const projects = useMemo(() => [project.id], [project.id]);
  return (
    <Suspense fallback={<SkeletonRows />}>
      <SkillsMatrix
        search={search}
        projects={projects}
        go={(changes, isStep = false) =>
          void navigate({ search: (before) => ({ ...before, ...changes }), replace: !isStep, resetScroll: false })
        }
      />
    </Suspense>
  );
}

function ChartsTab({ project, search }: Pick<ProjectTabProps, 'project' | 'search'>) {
  const router = useRouter();
  const navigate = route.useNavigate();
  const view: GroupView = {
    search,
    hrefOf: useCallback(
      (changes) => router.buildLocation({ to: paths.project, params: { projectId: project.id }, search: { ...search, ...changes } }).href,
      [router, project.id, search],
    ),
    go: (changes, isStep = false) =>
      void navigate({ search: (before) => ({ ...before, ...changes }), replace: !isStep, resetScroll: false }),
  };
  return (
    <Suspense fallback={<SkeletonRows />}>
      <TeamCharts project={project} view={view} />
    </Suspense>
  );
}
