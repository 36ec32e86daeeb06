import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { MomentumBucket, Page, Signal, SkillDistribution } from '@skilltrace/contract';
import { useQuery, type InfiniteData, type UseInfiniteQueryResult } from '@tanstack/react-query';
import { useMemo, useRef, type ReactNode } from 'react';
import { listedSignals, signalsIn } from '#components/charts/listed-signals.ts';
import { SelectionBar } from '#components/charts/selection-bar.tsx';
import { sourceFill, sourceName } from '#components/charts/source-mark.ts';
import { Button } from '#components/ui/button.tsx';
import { InfiniteList } from '#components/ui/infinite-list.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import type { ViewedQuery } from '#components/ui/query-view.tsx';
import { Section } from '#components/ui/section.tsx';
import { skillQuery } from '#lib/api/skill.ts';
import { cx } from '#lib/cx.ts';
import { isolate } from '#lib/isolate.ts';
import type { Period } from '#lib/time-range.ts';
import { groupEvents, type GroupEvent } from '../group-events.ts';
import type { GroupView } from '../group-search.ts';

export interface GroupActivityProps {
  query: UseInfiniteQueryResult<InfiniteData<Page<Signal>>> & { cancel?: () => void };
  /** Counts the signals of the whole list, of which only a part is loaded. */
  distribution: Pick<ViewedQuery<SkillDistribution>, 'data' | 'isPlaceholderData'>;
  view: GroupView;
  period: Period;
  bucket: MomentumBucket;
  /** The action, and the person if the viewer may see the name. */
  renderWhat: (event: GroupEvent) => ReactNode;
  renderSkills: (event: GroupEvent) => ReactNode;
  /** A link for the chosen skill, next to the filter. */
  more?: ReactNode;
}

/** The signals, newest first, grouped by the action that created them. The marks of the charts above filter this list. */
export function GroupActivity({ query, distribution, view, period, bucket, renderWhat, renderSkills, more }: GroupActivityProps) {
  const { skill, source, on } = view.search;
  const skillName = useQuery({ ...skillQuery(skill ?? 0), enabled: skill !== undefined }).data?.name;
  const rows = useMemo(() => asRows(query.data, query.hasNextPage), [query.data, query.hasNextPage]);
  const place = useRef<HTMLDivElement>(null);
  const isNarrowed = skill !== undefined || source !== undefined || on !== undefined;

  const filters = [
    skill !== undefined && (skillName === undefined ? t`One skill` : isolate(skillName)),
    source !== undefined && sourceName(source),
  ].filter((filter) => filter !== false);
  const counted = on !== undefined || distribution.isPlaceholderData ? undefined : signalsIn(distribution.data?.items, view.search);
  const heading = listedSignals({
    count: counted ?? query.data?.pages.reduce((sum, { items }) => sum + items.length, 0),
    hasMore: counted === undefined && query.hasNextPage,
    period,
    bucket: on === undefined ? undefined : { on, span: bucket },
    filters,
  });
  const clear = () => view.go({ skill: undefined, source: undefined, on: undefined });
  const showList = () => {
    place.current?.focus({ preventScroll: true });
    place.current?.scrollIntoView({ block: 'start' });
  };
  return (
    <>
      {isNarrowed && <SelectionBar title={heading} onShowList={showList} onClear={clear} />}
      {/* As high as a window, so that the charts do not move when the list becomes shorter. */}
      <div ref={place} tabIndex={-1} className="min-h-[calc(100dvh-4.5rem)] scroll-mt-14 outline-none">
        <Section
          title={heading}
          actions={
            isNarrowed && (
              <span className="flex flex-wrap items-center justify-end gap-2 text-sm">
                {more}
                <Button size="sm" onClick={clear}>
                  <Trans>Clear filters</Trans>
                </Button>
              </span>
            )
          }
        >
          <div className="-my-2">
            <InfiniteList
              key={JSON.stringify([view.search, period.from])}
              query={{ ...query, data: rows } as typeof query & UseInfiniteQueryResult<InfiniteData<Page<GroupEvent>>>}
              label={t`Signals`}
              itemKey={({ key }) => key}
              estimatedHeight={41}
              empty={
                <div className="py-2 text-ink-muted">
                  <p>
                    {isNarrowed
                      ? t`No matching signals. Remove the filter or choose a longer range.`
                      : t`No signals in this range. Choose a longer range.`}
                  </p>
                </div>
              }
              renderItem={(event) => (
                <div className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 border-b border-line py-2">
                  <span
                    aria-hidden="true"
                    className={cx('mt-1.5 size-3 rounded-[2px]', sourceFill[event.sourceType === 'update' ? 'update' : 'project'])}
                  />
                  <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
                    {renderWhat(event)}
                    <ul aria-label={t`Skills`} className="flex min-w-0 flex-wrap gap-1">
                      {renderSkills(event)}
                    </ul>
                    <RelativeTime at={event.createdAt} className="ms-auto text-sm text-ink-faint" />
                  </div>
                </div>
              )}
            />
          </div>
        </Section>
      </div>
    </>
  );
}

/** Joins all pages into one, because an event may be split across two pages. */
function asRows(data: InfiniteData<Page<Signal>> | undefined, hasMore: boolean): InfiniteData<Page<GroupEvent>> | undefined {
  if (!data) return undefined;
  const signals = data.pages.flatMap(({ items }) => items);
  return { pages: [{ items: groupEvents(signals, hasMore), nextCursor: null }], pageParams: [undefined] };
}
