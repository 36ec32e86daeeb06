import type { MomentumBucket, ProjectWithMembers } from '@skilltrace/contract';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { sourceFill } from '#components/charts/source-mark.ts';
import { Badge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { Section } from '#components/ui/section.tsx';
import { SkeletonRows } from '#components/ui/skeleton.tsx';
import { bucketInWords } from '#components/charts/momentum.ts';
import { paths } from '#config/paths.ts';
import { skillQuery } from '#lib/api/skill.ts';
import { cx } from '#lib/cx.ts';
import type { Period } from '#lib/time-range.ts';
import { projectActivityQuery } from '../api/team-chart.ts';
import { groupEvents, type TeamEvent } from '../group-events.ts';
import { activityFilter, type TeamView } from '../team-search.ts';

export interface ProjectActivityProps {
  project: ProjectWithMembers;
  view: TeamView;
  period: Period;
  bucket: MomentumBucket;
}

/** The signals from this project, newest first, by what they came from. The charts above lead here. */
export function ProjectActivity({ project, view, period, bucket }: ProjectActivityProps) {
  const { skill, source, on } = view.search;
  const query = useInfiniteQuery(projectActivityQuery(project.id, activityFilter(view.search, bucket, period)));
  const skillName = useQuery({ ...skillQuery(skill ?? 0), enabled: skill !== undefined }).data?.name;
  const events = groupEvents(query.data?.pages.flatMap(({ items }) => items) ?? [], query.hasNextPage);
  const place = useRef<HTMLDivElement>(null);
  const chosen = [skill, source, on].join(' ');
  const isNarrowed = chosen.trim() !== '';
  const before = useRef(chosen);
  useEffect(() => {
    if (before.current !== chosen && isNarrowed) place.current?.scrollIntoView({ block: 'start' });
    before.current = chosen;
  }, [chosen, isNarrowed]);

  const words = [
    skill !== undefined && (skillName ?? 'one skill'),
    source !== undefined && (source === 'update' ? 'from updates' : 'from joining and completing'),
    on !== undefined && bucketInWords(on, bucket, period.today),
  ].filter((word) => word !== false);
  return (
    <div ref={place} className="scroll-mt-14">
      <Section
        title="Signals from this project"
        actions={
          isNarrowed && (
            <span className="flex flex-wrap items-center gap-2 text-sm">
              <span role="status">{words.join(', ')}</span>
              <Button size="sm" onClick={() => view.go({ skill: undefined, source: undefined, on: undefined })}>
                Show all
              </Button>
            </span>
          )
        }
      >
        {query.data === undefined ? (
          query.isError ? (
            <ErrorState error={query.error} onRetry={() => void query.refetch()} />
          ) : (
            <SkeletonRows />
          )
        ) : events.length === 0 ? (
          <p className="text-ink-muted">
            None{isNarrowed ? ' of these' : ' in this range'}: what the team did on other projects is in the charts alone.
          </p>
        ) : (
          <ul aria-label="Signals" className="-my-2 divide-y divide-line">
            {events.map((event) => (
              <Event key={event.key} event={event} projectId={project.id} />
            ))}
          </ul>
        )}
        {query.hasNextPage && (
          <Button className="mt-4" isBusy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            Show more
          </Button>
        )}
      </Section>
    </div>
  );
}

const WHAT = { update: 'An update', joined: 'Somebody joined', completed: 'Somebody completed it' } as const;

function Event({ event: { sourceType, sourceId, signalType, createdAt, skills }, projectId }: { event: TeamEvent; projectId: number }) {
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2">
      <span
        aria-hidden="true"
        className={cx('size-3 shrink-0 rounded-[2px]', sourceFill[sourceType === 'update' ? 'update' : 'project'])}
      />
      {sourceType === 'update' ? (
        <Link
          to={paths.project}
          params={{ projectId }}
          search={{ tab: 'updates', update: sourceId }}
          className="py-0.5 font-medium underline decoration-line-strong underline-offset-2 hover:decoration-current"
        >
          {WHAT[signalType]}
        </Link>
      ) : (
        <span className="font-medium">{WHAT[signalType]}</span>
      )}
      <ul aria-label="Skills" className="flex min-w-0 flex-wrap gap-1">
        {skills.map(({ id, name }) => (
          <li key={id}>
            <Badge>{name}</Badge>
          </li>
        ))}
      </ul>
      <RelativeTime at={createdAt} className="ml-auto text-sm text-ink-faint" />
    </li>
  );
}
