import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { MomentumBucket, Page, Signal } from '@skilltrace/contract';
import { useQuery, type InfiniteData, type UseInfiniteQueryResult } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, type ReactNode } from 'react';
import { bucketInWords } from '#components/charts/momentum.ts';
import { sourceFill } from '#components/charts/source-mark.ts';
import { Button } from '#components/ui/button.tsx';
import { InfiniteList } from '#components/ui/infinite-list.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { Section } from '#components/ui/section.tsx';
import { Sentence } from '#components/ui/user-text.tsx';
import { skillQuery } from '#lib/api/skill.ts';
import { cx } from '#lib/cx.ts';
import { perLocale } from '#lib/i18n/active-locale.ts';
import { isolate } from '#lib/isolate.ts';
import type { Period } from '#lib/time-range.ts';
import { groupEvents, type GroupEvent } from '../group-events.ts';
import type { GroupView } from '../group-search.ts';

// "React, from updates, week of 3 Nov"
const filterList = perLocale((locale) => new Intl.ListFormat(locale, { type: 'unit' }));

export interface GroupActivityProps {
  title: string;
  query: UseInfiniteQueryResult<InfiniteData<Page<Signal>>> & { cancel?: () => void };
  view: GroupView;
  period: Period;
  bucket: MomentumBucket;
  /** The action, and the person if the viewer may see the name. */
  renderWhat: (event: GroupEvent) => ReactNode;
  renderSkills: (event: GroupEvent) => ReactNode;
  empty: (isNarrowed: boolean) => ReactNode;
  /** A link for the chosen skill, next to the filter. */
  more?: ReactNode;
}

/** The signals, newest first, grouped by the action that created them. The marks of the charts above filter this list. */
export function GroupActivity({ title, query, view, period, bucket, renderWhat, renderSkills, empty, more }: GroupActivityProps) {
  const { skill, source, on } = view.search;
  const skillName = useQuery({ ...skillQuery(skill ?? 0), enabled: skill !== undefined }).data?.name;
  const rows = useMemo(() => asRows(query.data, query.hasNextPage), [query.data, query.hasNextPage]);
  const place = useRef<HTMLDivElement>(null);
  const chosen = [skill, source, on].join(' ');
  const isNarrowed = chosen.trim() !== '';
  const before = useRef(chosen);
  useEffect(() => {
    if (before.current !== chosen && isNarrowed) place.current?.scrollIntoView({ block: 'start' });
    before.current = chosen;
  }, [chosen, isNarrowed]);

  const words = [
    skill !== undefined && (skillName === undefined ? t`one skill` : isolate(skillName)),
    source !== undefined && (source === 'update' ? t`from updates` : t`from joining and completing projects`),
    on !== undefined && bucketInWords(on, bucket, period.today),
  ].filter((word) => word !== false);
  return (
    // As high as a screen, so that the page can scroll here even if the filtered list is short.
    <div ref={place} className="min-h-[calc(100dvh-4.5rem)] scroll-mt-14">
      <Section
        title={title}
        actions={
          isNarrowed && (
            <span className="flex flex-wrap items-center justify-end gap-2 text-sm">
              <span role="status">
                <Sentence>{filterList().format(words)}</Sentence>
              </span>
              {more}
              <Button size="sm" onClick={() => view.go({ skill: undefined, source: undefined, on: undefined })}>
                <Trans>Show all</Trans>
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
            empty={<p className="py-2 text-ink-muted">{empty(isNarrowed)}</p>}
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
  );
}

/** Joins all pages into one, because an event may be split across two pages. */
function asRows(data: InfiniteData<Page<Signal>> | undefined, hasMore: boolean): InfiniteData<Page<GroupEvent>> | undefined {
  if (!data) return undefined;
  const signals = data.pages.flatMap(({ items }) => items);
  return { pages: [{ items: groupEvents(signals, hasMore), nextCursor: null }], pageParams: [undefined] };
}
