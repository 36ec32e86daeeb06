import type { MomentumBucket, ShownProgressUpdate } from '@skilltrace/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { Badge } from '#components/ui/badge.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { UserText } from '#components/ui/user-text.tsx';
import { paths } from '#config/paths.ts';
import { usePeopleNames } from '#lib/api/people-by-id.ts';
import { useProjectNames } from '#lib/api/projects-by-id.ts';
import { useUpdates } from '#lib/api/updates-by-id.ts';
import type { Period } from '#lib/time-range.ts';
import { groupActivityQuery } from '../api/group-chart.ts';
import { namedIn, type GroupEvent } from '../group-events.ts';
import { activityFilter, type GroupView } from '../group-search.ts';
import { GroupActivity } from './group-activity.tsx';

const linkClass = 'py-0.5 font-medium underline decoration-line-strong underline-offset-2 hover:decoration-current';

/** Everybody's signals, with whose they are and the project that they come from. */
export function OrganizationActivity({ view, period, bucket }: { view: GroupView; period: Period; bucket: MomentumBucket }) {
  const { skill, asOf } = view.search;
  const query = useInfiniteQuery(groupActivityQuery({ of: 'organization' }, activityFilter(view.search, bucket, period)));
  const pages = query.data?.pages;
  // A page at a time, so that what was fetched stays when another page comes.
  const named = useMemo(() => (pages ?? []).map(({ items }) => namedIn(items)), [pages]);
  const people = usePeopleNames(named.map((page) => page.people));
  const updates = useUpdates(named.map((page) => page.updates));
  const projects = useProjectNames(named.map((page) => page.projects));
  return (
    <GroupActivity
      title="Signals"
      {...{ query, view, period, bucket }}
      empty={(isNarrowed) =>
        isNarrowed ? 'None of these. Take the filter off, or choose a longer range.' : 'None in this range. Choose a longer one.'
      }
      more={
        skill !== undefined && (
          <Link to={paths.whoKnows} search={{ skill, asOf }} className={linkClass}>
            Who knows it
          </Link>
        )
      }
      renderWhat={(event) => (
        <span className="min-w-0">
          <PersonLink id={event.userId} name={people.byId.get(event.userId)} isPending={people.isPending} />{' '}
          {event.sourceType === 'update' ? (
            <UpdateLink id={event.sourceId} update={updates.byId.get(event.sourceId)} />
          ) : (
            <ProjectLink event={event} name={projects.get(event.sourceId)} />
          )}
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
  if (name === undefined) return isPending ? <Skeleton className="inline-block h-4 w-28 align-middle" /> : 'Somebody who was erased';
  return (
    <Link to={paths.profile} params={{ personId: id }} className={linkClass}>
      <UserText>{name}</UserText>
    </Link>
  );
}

function UpdateLink({ id, update }: { id: number; update: ShownProgressUpdate | undefined }) {
  if (!update) return 'posted an update';
  return (
    <>
      posted{' '}
      <Link to={paths.project} params={{ projectId: update.projectId }} search={{ tab: 'updates', update: id }} className={linkClass}>
        an update on <UserText>{update.projectName}</UserText>
      </Link>
    </>
  );
}

function ProjectLink({ event: { sourceId, signalType }, name }: { event: GroupEvent; name: string | undefined }) {
  return (
    <>
      {signalType === 'completed' ? 'completed' : 'joined'}{' '}
      <Link to={paths.project} params={{ projectId: sourceId }} className={linkClass}>
        <UserText>{name ?? 'a project'}</UserText>
      </Link>
    </>
  );
}
