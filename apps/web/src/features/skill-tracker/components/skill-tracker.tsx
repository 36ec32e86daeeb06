import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { ProfileWithSkills } from '@skilltrace/contract';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { memo, useId, useMemo, useRef, useState } from 'react';
import { listedSignals, signalsIn } from '#components/charts/listed-signals.ts';
import { SelectionBar } from '#components/charts/selection-bar.tsx';
import { Button } from '#components/ui/button.tsx';
import { DownloadCsv } from '#components/ui/download-csv.tsx';
import { Section } from '#components/ui/section.tsx';
import { Sentence } from '#components/ui/user-text.tsx';
import { cx } from '#lib/cx.ts';
import { localDay } from '#lib/days.ts';
import { comparedPeriod, daysOfBucket, type Period } from '#lib/time-range.ts';
import { useSession } from '#lib/session/session.ts';
import { useShownTime } from '#lib/use-shown-time.ts';
import { activityQuery } from '../api/activity.ts';
import { calendarQuery } from '../api/calendar.ts';
import { distributionQuery } from '../api/distribution.ts';
import { momentumQuery } from '../api/momentum.ts';
import { summaryQuery } from '../api/summary.ts';
import { noFilters, type TrackerView } from '../tracker-search.ts';
import { CalendarPart } from './calendar-part.tsx';
import { DistributionSection } from './distribution-section.tsx';
import { FilterChips, filtersOf } from './filter-chips.tsx';
import { MomentumSection } from './momentum-section.tsx';
import { SignalList } from './signal-list.tsx';
import { TimelineSection } from './timeline-section.tsx';

const MOST_SKILLS = 12;

export interface SkillTrackerProps {
  view: TrackerView;
  person: ProfileWithSkills | undefined;
}

/** The timeline, three views of the same signals (distribution, momentum, calendar), and the list of signals, which a mark of a chart filters. */
export const SkillTracker = memo(function SkillTracker({ view, person }: SkillTrackerProps) {
  const { personId, search, go } = view;
  const { period, bucket } = useShownTime(search);
  const { profile: me } = useSession();
  const isPartial = !me.isAdmin && me.id !== personId;
  const distribution = useQuery(distributionQuery(personId, period, search.project));
  const momentum = useQuery(momentumQuery(personId, period, bucket, search.project));
  const summary = useQuery(summaryQuery(personId, period, search.project));
  const [isWhole, setWhole] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const listId = useId();
  const calendar = useQuery(calendarQuery(personId, period, search.project, search.skill));

  const skillName = summary.data?.items.find(({ skillId }) => skillId === search.skill)?.name;
  const compared = useMemo(() => comparedPeriod(period, search.compare), [period, search.compare]);
  const filters = filtersOf(search, skillName, period);
  const listed = useInfiniteQuery(activityQuery(personId, period, search));
  const { on, span = 'day' } = search;
  // The list of another person's signals can be shorter than the charts, and a week can be a part of the range.
  const counted = isPartial || on !== undefined || distribution.isPlaceholderData ? undefined : signalsIn(distribution.data?.items, search);
  const title = listedSignals({
    count: counted ?? listed.data?.pages.reduce((sum, { items }) => sum + items.length, 0),
    hasMore: counted === undefined && listed.hasNextPage,
    period,
    bucket: on === undefined ? undefined : { on, span },
    filters: filters.flatMap(({ label, off }) => ('on' in off ? [] : [label])),
  });
  const chosen = { skillId: search.skill, source: search.source, days: on === undefined ? undefined : daysOfBucket(on, span) };
  // The focus stays on the mark. Only a person who asks for the list goes there.
  const showList = () => {
    heading.current?.focus({ preventScroll: true });
    heading.current?.scrollIntoView({ block: 'start' });
  };
  const removeFilter = (off: TrackerView['search']) => {
    go(off);
    heading.current?.focus({ preventScroll: true });
  };
  const most = isWhole ? Number.POSITIVE_INFINITY : MOST_SKILLS;
  const skills = distribution.data?.items.length ?? 0;
  const isTable = search.view === 'table';
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <TimelineSection view={view} period={period} skill={search.skill === undefined ? undefined : skillName} />
      <div className={cx('grid grid-cols-[minmax(0,1fr)] items-start gap-5', !isTable && 'lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]')}>
        <DistributionSection {...{ view, period, compared, distribution, person, most, chosen }} onOpen={go} />
        <MomentumSection {...{ view, period, compared, momentum, most, chosen }} onOpen={go} />
      </div>
      {skills > MOST_SKILLS && (
        <Button className="justify-self-start" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
          {isWhole ? <Trans>Show the first {MOST_SKILLS} skills</Trans> : <Trans>Show all {skills} skills</Trans>}
        </Button>
      )}
      <Section
        title={t`Activity`}
        actions={
          <DownloadCsv query={calendarQuery(personId, period, search.project, search.skill)} label={t`Download signals per day as CSV`} />
        }
      >
        <CalendarPart
          {...{ view, period, calendar }}
          skill={search.skill === undefined ? undefined : skillName}
          chosen={chosen.days}
          onOpen={go}
        />
      </Section>
      {filters.length > 0 && <SelectionBar title={title} onShowList={showList} onClear={() => removeFilter(noFilters)} />}
      {/* As high as a window, so that the charts do not move when the list becomes shorter. */}
      <div className="min-h-[calc(100dvh-4.5rem)]">
        <section aria-labelledby={listId} className="rounded border border-line bg-surface p-4">
          <div className="flex min-h-7 flex-wrap items-center gap-x-3 gap-y-1.5">
            <h2 ref={heading} id={listId} tabIndex={-1} className="scroll-mt-20 font-semibold outline-none">
              <Sentence>{title}</Sentence>
            </h2>
            <FilterChips filters={filters} onRemove={removeFilter} />
            <span className="ms-auto">
              <DownloadCsv query={activityQuery(personId, period, search)} label={t`Download these signals as CSV`} />
            </span>
          </div>
          {isPartial && (
            <p className="mt-1 max-w-text text-sm text-ink-muted">
              <Trans>The charts count all signals. The list shows only signals from projects that you lead or are on.</Trans>
            </p>
          )}
          <SignalList
            key={JSON.stringify([search, period.from])}
            {...{ query: listed, period, isPartial }}
            label={title}
            onClear={filters.length === 0 ? undefined : () => removeFilter(noFilters)}
          />
        </section>
      </div>
    </div>
  );
});

/** The past day whose data the page shows; undefined for today. */
export const asOfDay = ({ asOf }: Period): string | undefined => (asOf === undefined ? undefined : localDay(new Date(asOf)));
