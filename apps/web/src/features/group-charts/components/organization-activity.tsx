import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { MomentumBucket, ShownProgressUpdate } from '@skilltrace/contract';
import { Link } from '@tanstack/react-router';
import { useMemo, type ReactNode } from 'react';
import { Badge } from '#components/ui/badge.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { UserText } from '#components/ui/user-text.tsx';
import { paths } from '#config/paths.ts';
import { useCancelablePages } from '#lib/api/cancelable.ts';
import { usePeopleNames } from '#lib/api/people-by-id.ts';
import { useProjectNames } from '#lib/api/projects-by-id.ts';
import { useUpdates } from '#lib/api/updates-by-id.ts';
import type { Period } from '#lib/time-range.ts';
import { groupActivityQuery } from '../api/group-chart.ts';
import { referencedIds, type GroupEvent } from '../group-events.ts';
import { activityFilter, type GroupView } from '../group-search.ts';
import { GroupActivity } from './group-activity.tsx';

const linkClass = 'py-0.5 font-medium underline decoration-line-strong underline-offset-2 hover:decoration-current';

/** The signals of all people, with the names of the people and the projects. */
export function OrganizationActivity({ view, period, bucket }: { view: GroupView; period: Period; bucket: MomentumBucket }) {
  const { skill, asOf } = view.search;
  const query = useCancelablePages(groupActivityQuery({ of: 'organization' }, activityFilter(view.search, bucket, period)));
  const pages = query.data?.pages;
  // One list per page, so that fetched names stay cached when another page arrives.
  const named = useMemo(() => (pages ?? []).map(({ items }) => referencedIds(items)), [pages]);
  const people = usePeopleNames(named.map((page) => page.people));
  const updates = useUpdates(named.map((page) => page.updates));
  const projects = useProjectNames(named.map((page) => page.projects));
  return (
    <GroupActivity
      title={t`Signals`}
      {...{ query, view, period, bucket }}
      empty={(isNarrowed) =>
        isNarrowed
          ? t`No matching signals. Remove the filter or choose a longer range.`
          : t`No signals in this range. Choose a longer range.`
      }
      more={
        skill !== undefined && (
          <Link to={paths.whoKnows} search={{ skill: [skill], asOf }} className={linkClass}>
            <Trans>Who knows this skill?</Trans>
          </Link>
        )
      }
      renderWhat={(event) => (
        <span className="min-w-0">
          <Action
            event={event}
            person={<PersonLink id={event.userId} name={people.byId.get(event.userId)} isPending={people.isPending} />}
            update={updates.byId.get(event.sourceId)}
            projectName={projects.get(event.sourceId)}
          />
        </span>
      )}
      renderSkills={({ skills }) =>
        skills.map(({ id, name }) => (
          <li key={id}>
            <Badge>
              <UserText>{name}</UserText>
            </Badge>
          </li>
        ))
      }
    />
  );
}

function PersonLink({ id, name, isPending }: { id: number; name: string | undefined; isPending: boolean }) {
  if (name === undefined) return isPending ? <Skeleton className="inline-block h-4 w-28 align-middle" /> : <Trans>An erased person</Trans>;
  return (
    <Link to={paths.profile} params={{ personId: id }} className={linkClass}>
      <UserText>{name}</UserText>
    </Link>
  );
}

interface ActionProps {
  event: GroupEvent;
  person: ReactNode;
  /** For an event of an update, once it is known. */
  update: ShownProgressUpdate | undefined;
  /** For an event of a project, once it is known. */
  projectName: string | undefined;
}

/** Says what the person did, with links. */
function Action({ event: { sourceType, sourceId, signalType }, person, update, projectName }: ActionProps) {
  if (sourceType === 'update') {
    if (!update) return <Trans>{person} posted an update</Trans>;
    const { projectId, projectName: updatedProject } = update;
    return (
      <Trans>
        {person} posted{' '}
        <Link to={paths.project} params={{ projectId }} search={{ tab: 'updates', update: sourceId }} className={linkClass}>
          an update on <UserText>{updatedProject}</UserText>
        </Link>
      </Trans>
    );
  }
  const project = (
    <Link to={paths.project} params={{ projectId: sourceId }} className={linkClass}>
      {projectName === undefined ? <Trans>a project</Trans> : <UserText>{projectName}</UserText>}
    </Link>
  );
  return signalType === 'completed' ? (
    <Trans>
      {person} completed {project}
    </Trans>
  ) : (
    <Trans>
      {person} joined {project}
    </Trans>
  );
}
