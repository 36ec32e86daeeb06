import { t } from '@lingui/core/macro';
import type { ProjectWithMembers } from '@skilltrace/contract';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useCallback, useDeferredValue, useEffect, useMemo } from 'react';
import { ErrorState } from '#components/ui/error-state.tsx';
import { Page } from '#components/ui/page.tsx';
import { PrintButton } from '#components/ui/print-button.tsx';
import { Skeleton, SkeletonRows } from '#components/ui/skeleton.tsx';
import { Tabs } from '#components/ui/tabs.tsx';
import { feedQuery } from '#features/progress-updates/api/list-updates.ts';
import { coverageQuery } from '#features/projects/api/coverage.ts';
import type { OpenDialog } from '#features/projects/components/dialogs.ts';
import { ProjectActions } from '#features/projects/components/project-actions.tsx';
import { ProjectDialogs } from '#features/projects/components/project-dialogs.tsx';
import { ProjectFacts } from '#features/projects/components/project-facts.tsx';
import { permissionsOn } from '#features/projects/project-permissions.ts';
import { projectQuery } from '#lib/api/project.ts';
import { isolate } from '#lib/isolate.ts';
import { useSession } from '#lib/session/session.ts';
import { ProjectTab } from './project-tab.tsx';
import { tabIn } from './project.search.ts';

const route = getRouteApi('/frame/projects/$projectId');

export default function ProjectPage() {
  const { projectId } = route.useParams();
  const tab = tabIn(route.useSearch());
  const query = useQuery(projectQuery(projectId));
  const queryClient = useQueryClient();
  useEffect(() => {
    // Loads the tab in parallel with the project.
    if (tab === 'updates') void queryClient.prefetchInfiniteQuery(feedQuery(projectId));
    if (tab === 'coverage') void queryClient.prefetchQuery(coverageQuery(projectId));
  }, [queryClient, projectId, tab]);

  if (query.data !== undefined) return <Project key={projectId} project={query.data} />;
  return (
    <Page title={t`Project`} subtitle={query.isError ? undefined : <Skeleton className="h-5 w-72 max-w-full" />}>
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

function Project({ project }: { project: ProjectWithMembers }) {
  const search = route.useSearch();
  // The tab responds in the next frame. Its content may take a few frames more without blocking it.
  const shown = useDeferredValue(search);
  const navigate = route.useNavigate();
  const tab = tabIn(search);
  const tabs = projectTabs();
  const session = useSession();
  const permissions = useMemo(() => permissionsOn(project, session), [project, session]);
  const onOpen = useCallback<OpenDialog>(
    (name, assignmentId) =>
      void navigate({ search: (before) => ({ ...before, dialog: name, assignment: assignmentId }), resetScroll: false }),
    [navigate],
  );
  const onClose = () =>
    void navigate({ search: (before) => ({ ...before, dialog: undefined, assignment: undefined }), replace: true, resetScroll: false });
  return (
    <Page
      title={isolate(project.name)}
      isWide={tab === 'matrix'}
      part={tab === 'overview' ? t`Project` : tabs.find(({ value }) => value === tab)?.label}
      subtitle={<ProjectFacts project={project} />}
      actions={
        <>
          <PrintButton />
          {permissions.mayLead && <ProjectActions project={project} onOpen={onOpen} />}
        </>
      }
    >
      <Tabs
        label={t`Project sections`}
        value={tab}
        // The address may name a tab that is not offered. The tab then shows the error of the server.
        tabs={tabs.filter(({ value }) => value === 'overview' || value === 'matrix' || value === tab || permissions.maySeeTeam)}
        onChange={(to) => void navigate({ search: { tab: to === 'overview' ? undefined : to }, resetScroll: false })}
      >
        <ProjectTab {...{ project, permissions, onOpen }} search={shown} />
      </Tabs>
      <ProjectDialogs dialog={search.dialog} assignmentId={search.assignment} {...{ project, permissions, onClose }} />
    </Page>
  );
}

const projectTabs = () =>
  [
    { value: 'overview', label: t`Overview` },
    { value: 'updates', label: t`Updates` },
    { value: 'matrix', label: t`Skills matrix` },
    { value: 'coverage', label: t`Coverage` },
    { value: 'charts', label: t`Team charts` },
  ] as const;
