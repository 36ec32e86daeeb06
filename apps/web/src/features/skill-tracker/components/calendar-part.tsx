import type { SkillCalendar } from '@skilltrace/contract';
import type { UseQueryResult } from '@tanstack/react-query';
import { Suspense, useCallback, useMemo } from 'react';
import { calendarGrid } from '#components/charts/calendar.ts';
import { CalendarChart, CalendarTable } from '#components/charts/lazy-charts.ts';
import { QueryView } from '#components/ui/query-view.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { Day } from '#lib/days.ts';
import { plural } from '#lib/format/time.ts';
import type { Period } from '#lib/time-range.ts';
import type { TrackerView } from '../tracker-search.ts';
import { Stale } from '#components/charts/stale.tsx';
import { Sentence } from '#components/ui/user-text.tsx';
import { isolate } from '#lib/isolate.ts';

export interface CalendarPartProps {
  view: TrackerView;
  period: Period;
  calendar: UseQueryResult<SkillCalendar>;
  /** Of the skill whose signals are listed, if it is one. */
  skill: string | undefined;
  onOpen: (changes: TrackerView['search']) => void;
}

const skeleton = <Skeleton className="h-[170px] max-w-[930px]" />;

/** The days of a year, whatever the range: of all signals, or of the skill that is listed. */
export function CalendarPart({ view, period, calendar, skill, onOpen }: CalendarPartProps) {
  const { data } = calendar;
  const grid = useMemo(() => data && calendarGrid(data), [data]);
  const { hrefOf } = view;
  const address = useCallback((day: Day) => hrefOf(filterOf(day)), [hrefOf]);
  const total = data?.days.reduce((sum, { signals }) => sum + signals, 0);
  const about = `${skill === undefined ? 'in' : `for ${isolate(skill)} in`} the year ${period.asOf === undefined ? 'up to today' : 'up to that day'}`;
  return (
    <div className="min-w-0">
      <h3 className="mb-2 text-sm text-ink-muted">
        <Sentence>{total === undefined ? 'The year' : `${plural(total, 'signal')} ${about}`}</Sentence>
      </h3>
      <QueryView query={calendar} skeleton={skeleton}>
        {() => {
          if (!grid) return null;
          const chart = {
            label: `Signals by day, ${about}`,
            calendar: grid,
            today: period.today,
            hrefOf: address,
            onOpen: (day: Day) => onOpen(filterOf(day)),
          };
          return (
            <Stale isStale={calendar.isPlaceholderData}>
              <Suspense fallback={skeleton}>
                {view.search.view === 'table' ? <CalendarTable {...chart} /> : <CalendarChart {...chart} />}
              </Suspense>
            </Stale>
          );
        }}
      </QueryView>
    </div>
  );
}

// The other filters of the list stay: what a cell counts is then more than what is listed, and the chips say why.
const filterOf = (on: Day) => ({ on, span: undefined });
