import type { ProjectWithMembers } from '@skilltrace/contract';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { useCallback, useEffect } from 'react';
import { ErrorState } from '#components/ui/error-state.tsx';
import { Page } from '#components/ui/page.tsx';
import { Skeleton, SkeletonRows } from '#components/ui/skeleton.tsx';
import { Tabs } from '#components/ui/tabs.tsx';
import { paths } from '#config/paths.ts';
import { feedQuery } from '#features/progress-updates/api/list-updates.ts';
import { UpdatesFeed } from '#features/progress-updates/components/updates-feed.tsx';
import { coverageQuery } from '#features/projects/api/coverage.ts';
import { Coverage } from '#features/projects/components/coverage.tsx';
import type { OpenDialog } from '#features/projects/components/dialogs.ts';
import { ProjectActions } from '#features/projects/components/project-actions.tsx';
import { ProjectDialogs } from '#features/projects/components/project-dialogs.tsx';
import { ProjectFacts } from '#features/projects/components/project-facts.tsx';
import { ProjectOverview } from '#features/projects/components/project-overview.tsx';
import { mayOpenPerson, standingOn } from '#features/projects/standing.ts';
import { TeamCharts } from '#features/group-charts/components/team-charts.tsx';
import type { GroupView } from '#features/group-charts/group-search.ts';
import { projectQuery } from '#lib/api/project.ts';
import { useSession } from '#lib/session/session.ts';

const route = getRouteApi('/frame/projects/$projectId');

export default function ProjectPage() {
  const { projectId } = route.useParams();
  const tab = useTab();
  const query = useQuery(projectQuery(projectId));
  const queryClient = useQueryClient();
  useEffect(() => {
    // Beside the project, not after it.
    if (tab === 'updates') void queryClient.prefetchInfiniteQuery(feedQuery(projectId));
    if (tab === 'coverage') void queryClient.prefetchQuery(coverageQuery(projectId));
  }, [queryClient, projectId, tab]);

  if (query.data !== undefined) return <Project key={projectId} project={query.data} />;
  return (
    <Page title="Project" subtitle={query.isError ? undefined : <Skeleton className="h-5 w-72 max-w-full" />}>
      {query.isError ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <div className="grid gap-6 pt-2">
          <Skeleton className="h-7 w-80 max-w-full" />
          <SkeletonRows />
        </div>
      )}
    </Page>
  );
}

/** An address that names an update means the updates. */
function useTab() {
  const { tab, update } = route.useSearch();
  return tab ?? (update === undefined ? 'overview' : 'updates');
}

function Project({ project }: { project: ProjectWithMembers }) {
  const search = route.useSearch();
  const { update, dialog, assignment, show } = search;
  const router = useRouter();
  const navigate = route.useNavigate();
  const tab = useTab();
  const session = useSession();
  const standing = standingOn(project, session);

  const onOpen: OpenDialog = (name, assignmentId) =>
    void navigate({ search: (before) => ({ ...before, dialog: name, assignment: assignmentId }), resetScroll: false });
  const onClose = () =>
    void navigate({ search: (before) => ({ ...before, dialog: undefined, assignment: undefined }), replace: true, resetScroll: false });

  const teamView: GroupView = {
    search,
    hrefOf: useCallback(
      (changes) => router.buildLocation({ to: paths.project, params: { projectId: project.id }, search: { ...search, ...changes } }).href,
      [router, project.id, search],
    ),
    go: (changes, isStep = false) =>
      void navigate({ search: (before) => ({ ...before, ...changes }), replace: !isStep, resetScroll: false }),
  };
  const all = [
    { value: 'overview', label: 'Overview', isOffered: true, content: <ProjectOverview {...{ project, standing, onOpen }} /> },
    {
      value: 'updates',
      label: 'Updates',
      isOffered: standing.maySeeTeam,
      content: (
        <UpdatesFeed
          project={project}
          viewer={session.profile}
          isMember={standing.isMember}
          mayOpenPerson={(personId) => mayOpenPerson(standing, project, personId)}
          markedId={update}
        />
      ),
    },
    {
      value: 'coverage',
      label: 'Coverage',
      isOffered: standing.maySeeTeam,
      content: (
        <Coverage
          {...{ project, standing }}
          shows={show ?? 'signals'}
          onShows={(to) =>
            void navigate({ search: (before) => ({ ...before, show: to === 'last' ? to : undefined }), replace: true, resetScroll: false })
          }
        />
      ),
    },
    { value: 'charts', label: 'Team charts', isOffered: standing.maySeeTeam, content: <TeamCharts project={project} view={teamView} /> },
  ] as const;

  return (
    <Page
      title={project.name}
      part={tab === 'overview' ? 'Project' : all.find(({ value }) => value === tab)?.label}
      subtitle={<ProjectFacts project={project} />}
      actions={standing.mayLead && <ProjectActions project={project} onOpen={onOpen} />}
    >
      <Tabs
        label="Parts of the project"
        value={tab}
        // An address may name one that is not offered: then the server's refusal stands in it.
        tabs={all.filter(({ value, isOffered }) => isOffered || value === tab)}
        onChange={(to) => void navigate({ search: { tab: to === 'overview' ? undefined : to }, resetScroll: false })}
      />
      <ProjectDialogs {...{ dialog, project, standing, onClose }} assignmentId={assignment} />
    </Page>
  );
}
