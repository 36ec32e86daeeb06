import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { TimelineEvent } from '@skilltrace/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { Suspense, useMemo } from 'react';
import { rangeTitle } from '#components/charts/range-words.ts';
import { Stale } from '#components/charts/stale.tsx';
import { Button } from '#components/ui/button.tsx';
import { DownloadCsv } from '#components/ui/download-csv.tsx';
import { QueryView } from '#components/ui/query-view.tsx';
import { Section } from '#components/ui/section.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { Sentence } from '#components/ui/user-text.tsx';
import { paths } from '#config/paths.ts';
import { addDays, localDay, type Day } from '#lib/days.ts';
import { isolate } from '#lib/isolate.ts';
import type { Period } from '#lib/time-range.ts';
import { useIsWide } from '#lib/use-is-wide.ts';
import { timelineQuery } from '../api/timeline.ts';
import type { TimelineMark } from '../timeline/timeline-marks.ts';
import { levelHistory } from '../timeline/timeline-words.ts';
import type { TrackerView } from '../tracker-search.ts';
import { TimelineChart } from './lazy-timeline.ts';
import { TimelineList, TimelineTable } from './timeline-list.tsx';

export interface TimelineSectionProps {
  view: TrackerView;
  period: Period;
  /** The name of the skill by which the page is filtered. Its levels alone are shown then. */
  skill: string | undefined;
}

/** The height of a timeline, or of one event on a phone. A sentence instead of it keeps that height, so that the charts below do not move. */
const MIN_HEIGHT = 'min-h-12 md:min-h-[124px]';
const skeleton = <Skeleton className={MIN_HEIGHT} />;

/** What happened to the person in the range: joins, completions, validations and changes of levels, on one axis. */
export function TimelineSection({ view, period, skill }: TimelineSectionProps) {
  const { personId, search, go, hrefOf } = view;
  const csv = timelineQuery(personId, period, search.project, search.skill);
  const query = useInfiniteQuery(csv);
  const router = useRouter();
  const isWide = useIsWide();
  const events = useMemo(() => query.data?.pages.flatMap(({ items }) => items), [query.data]);
  const { lastDay } = period;
  const range = rangeTitle(period);
  const addressOf = (mark: TimelineMark): string => {
    const days = daysIn(mark);
    if (days) return hrefOf(days);
    const [event] = mark.events;
    if (mark.events.length === 1 && event?.projectId !== null && event !== undefined)
      return router.buildLocation({ to: paths.project, params: { projectId: event.projectId } }).href;
    const hash = mark.events.length === 1 && event ? `skill-${event.skillId}` : undefined;
    return router.buildLocation({ to: paths.profile, params: { personId }, hash }).href;
  };
  const open = (mark: TimelineMark) => {
    const days = daysIn(mark);
    if (days) go(days);
    else router.history.push(addressOf(mark));
  };
  return (
    <Section
      title={t`Timeline`}
      actions={
        <span className="flex items-center gap-2 text-sm text-ink-muted">
          {range}
          <DownloadCsv query={csv} label={t`Download timeline as CSV`} />
        </span>
      }
    >
      <div className={MIN_HEIGHT}>
        <QueryView
          query={{ ...query, data: events }}
          skeleton={skeleton}
          isEmpty={({ length }) => length === 0}
          empty={
            <p className="text-ink-muted">
              {skill === undefined ? (
                <Trans>No joined or completed projects and no validations in this range.</Trans>
              ) : (
                <Sentence>{nothingAbout(skill)}</Sentence>
              )}
            </p>
          }
        >
          {(shown) => {
            const label = t`Timeline, ${range}`;
            const list = { personId, label, events: shown, lastDay };
            return (
              <Stale isStale={query.isPlaceholderData}>
                {skill !== undefined && <LevelHistory skill={skill} events={shown} />}
                {search.view === 'table' ? (
                  <TimelineTable {...list} />
                ) : isWide ? (
                  <Suspense fallback={skeleton}>
                    <TimelineChart
                      {...{ label, events: shown, lastDay }}
                      isOfSkill={skill !== undefined}
                      firstDay={firstDayOf(period, shown)}
                      hrefOf={addressOf}
                      onOpen={open}
                    />
                  </Suspense>
                ) : (
                  <TimelineList {...list} />
                )}
                {query.hasNextPage && (
                  <Button className="mt-3" disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                    <Trans>Load earlier events</Trans>
                  </Button>
                )}
              </Stale>
            );
          }}
        </QueryView>
      </div>
    </Section>
  );
}

/** The days of a mark that has events on several days, which the page then shows; undefined for a mark with one day. */
const daysIn = ({ firstDay, lastDay }: TimelineMark) =>
  firstDay === lastDay ? undefined : { range: undefined, from: firstDay, to: lastDay, on: undefined, span: undefined };

/** For all time, the axis begins with the first event. */
function firstDayOf({ firstDay, lastDay }: Period, events: readonly TimelineEvent[]): Day {
  const first = events.at(-1);
  return firstDay ?? (first ? addDays(localDay(new Date(first.at)), -7) : addDays(lastDay, -364));
}

function LevelHistory({ skill, events }: { skill: string; events: readonly TimelineEvent[] }) {
  const [name, steps] = [isolate(skill), levelHistory(events)];
  if (steps === undefined) return null;
  return (
    <p className="mb-2">
      <Sentence>
        {t({ message: `${name}: ${steps}`, comment: 'A skill and the history of its level: "React: Novice → Advanced"' })}
      </Sentence>
    </p>
  );
}

function nothingAbout(of: string): string {
  const skill = isolate(of);
  return t`No joined or completed projects and no validations of ${skill} in this range.`;
}
