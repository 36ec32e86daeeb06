import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { ProfileWithSkills } from '@skilltrace/contract';
import { useQuery } from '@tanstack/react-query';
import { memo, useRef, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { DownloadCsv } from '#components/ui/download-csv.tsx';
import { Section } from '#components/ui/section.tsx';
import { cx } from '#lib/cx.ts';
import { localDay } from '#lib/days.ts';
import { listInWords } from '#lib/format/list-in-words.ts';
import type { Period } from '#lib/time-range.ts';
import { useSession } from '#lib/session/session.ts';
import { useShownTime } from '#lib/use-shown-time.ts';
import { calendarQuery } from '../api/calendar.ts';
import { distributionQuery } from '../api/distribution.ts';
import { momentumQuery } from '../api/momentum.ts';
import { summaryQuery } from '../api/summary.ts';
import type { TrackerView } from '../tracker-search.ts';
import { CalendarPart } from './calendar-part.tsx';
import { DistributionSection } from './distribution-section.tsx';
import { FilterChips, filtersOf } from './filter-chips.tsx';
import { MomentumSection } from './momentum-section.tsx';
import { SignalList } from './signal-list.tsx';
import { activityQuery } from '../api/activity.ts';

const MOST_SKILLS = 12;

export interface SkillTrackerProps {
  view: TrackerView;
  person: ProfileWithSkills | undefined;
}

/** Three views of the same signals (distribution, momentum, calendar), and the list of signals. */
export const SkillTracker = memo(function SkillTracker({ view, person }: SkillTrackerProps) {
  const { personId, search, go } = view;
  const { period, bucket } = useShownTime(search);
  const distribution = useQuery(distributionQuery(personId, period, search.project));
  const momentum = useQuery(momentumQuery(personId, period, bucket, search.project));
  const summary = useQuery(summaryQuery(personId, period, search.project));
  const [isWhole, setWhole] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const calendar = useQuery(calendarQuery(personId, period, search.project, search.skill));

  const skillName = summary.data?.items.find(({ skillId }) => skillId === search.skill)?.name;
  const filters = filtersOf(search, skillName, period);
  const filterNames = listInWords(filters.map(({ label }) => label));
  const listed = filters.length === 0 ? t`Signals` : t`Signals, filtered by ${filterNames}`;
  const openSignals = (changes: TrackerView['search']) => {
    go(changes);
    heading.current?.focus({ preventScroll: true });
    heading.current?.scrollIntoView({ block: 'start' });
  };
  const removeFilter = (off: TrackerView['search']) => {
    go(off);
    heading.current?.focus({ preventScroll: true });
  };
  const most = isWhole ? Number.POSITIVE_INFINITY : MOST_SKILLS;
  const skills = distribution.data?.items.length ?? 0;
  const { profile: me } = useSession();
  const isPartial = !me.isAdmin && me.id !== personId;
  const isTable = search.view === 'table';
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <div className={cx('grid grid-cols-[minmax(0,1fr)] items-start gap-5', !isTable && 'lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]')}>
        <DistributionSection {...{ view, period, distribution, person, most }} onOpen={openSignals} />
        <MomentumSection {...{ view, period, momentum, most }} onOpen={openSignals} />
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
        <CalendarPart {...{ view, period, calendar }} skill={search.skill === undefined ? undefined : skillName} onOpen={openSignals} />
        <div className="mt-6 min-h-[80dvh]">
          <div className="flex min-h-7 flex-wrap items-center gap-x-3 gap-y-1.5">
            <h3 ref={heading} tabIndex={-1} className="scroll-mt-16 font-semibold outline-none">
              <Trans>Signals</Trans>
            </h3>
            <FilterChips filters={filters} onRemove={removeFilter} />
            <span className="ms-auto">
              <DownloadCsv query={activityQuery(personId, period, search)} label={t`Download these signals as CSV`} />
            </span>
            <span role="status" className="sr-only">
              {filters.length > 0 && listed}
            </span>
          </div>
          {isPartial && (
            <p className="mt-1 max-w-text text-sm text-ink-muted">
              <Trans>The charts count all signals. The list shows only signals from projects that you lead or are on.</Trans>
            </p>
          )}
          <SignalList key={JSON.stringify([search, period.from])} {...{ view, period, isPartial }} label={listed} />
        </div>
      </Section>
    </div>
  );
});

/** The past day whose data the page shows; undefined for today. */
export const asOfDay = ({ asOf }: Period): string | undefined => (asOf === undefined ? undefined : localDay(new Date(asOf)));
