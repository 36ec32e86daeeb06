import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { InfiniteList } from '#components/ui/infinite-list.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { useProjects, type ProjectFilter } from '../api/list-projects.ts';
import { ProjectRow } from './project-row.tsx';

export interface ProjectListProps {
  filter: ProjectFilter;
  /** Ids of the projects that the viewer leads. */
  leads: readonly number[];
  /** The reason why the list may be empty, and what to do about it. */
  empty: { title: string; sentence: ReactNode; action?: ReactNode };
}

export function ProjectList({ filter, leads, empty }: ProjectListProps) {
  const query = useProjects(filter);
  const isEmpty = query.data?.pages[0]?.items.length === 0;
  return (
    <div className={isEmpty ? undefined : 'list-frame'}>
      <InfiniteList
        query={query}
        label={t`Projects`}
        itemKey={({ id }) => id}
        estimatedHeight={70}
        renderItem={(project) => <ProjectRow project={project} isMineToLead={leads.includes(project.id)} />}
        skeleton={<ListSkeleton />}
        empty={
          <EmptyState title={empty.title} action={empty.action}>
            {empty.sentence}
          </EmptyState>
        }
      />
    </div>
  );
}

function ListSkeleton() {
  return (
    <div role="status" className="bg-surface">
      <span className="sr-only">
        <Trans>Loading</Trans>
      </span>
      {Array.from({ length: 7 }, (_, index) => (
        <div key={index} className="grid h-17.5 content-center gap-2 border-b border-line px-4">
          <Skeleton className="h-4 w-32" />
          <Skeleton className="h-4 w-2/3" />
        </div>
      ))}
    </div>
  );
}
