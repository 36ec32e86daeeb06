import { plural, t } from '@lingui/core/macro';
import type { SkillCalendar } from '@skilltrace/contract';
import type { UseQueryResult } from '@tanstack/react-query';
import { Suspense, useCallback, useMemo } from 'react';
import { calendarGrid } from '#components/charts/calendar.ts';
import { CalendarChart, CalendarTable } from '#components/charts/lazy-charts.ts';
import { QueryView } from '#components/ui/query-view.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { dayInWords, type Day } from '#lib/days.ts';
import type { Period } from '#lib/time-range.ts';
import type { TrackerView } from '../tracker-search.ts';
import { Stale } from '#components/charts/stale.tsx';
import { Sentence } from '#components/ui/user-text.tsx';
import { isolate } from '#lib/isolate.ts';

export interface CalendarPartProps {
  view: TrackerView;
  period: Period;
  calendar: UseQueryResult<SkillCalendar>;
  /** The name of the skill whose signals are listed, if the list is filtered by skill. */
  skill: string | undefined;
  /** The days whose signals are listed. */
  chosen: readonly [Day, Day] | undefined;
  onOpen: (changes: TrackerView['search']) => void;
}

const skeleton = <Skeleton className="h-[204px]" />;

/** A calendar of one year, regardless of the range: all signals, or those of the listed skill. */
export function CalendarPart({ view, period, calendar, skill, chosen, onOpen }: CalendarPartProps) {
  const { data } = calendar;
  const grid = useMemo(() => data && calendarGrid(data), [data]);
  const { hrefOf } = view;
  const address = useCallback((day: Day) => hrefOf(filterOf(day)), [hrefOf]);
  const total = data?.days.reduce((sum, { signals }) => sum + signals, 0);
  const label = calendarLabel(skill, period);
  return (
    <div className="min-w-0">
      <h3 className="mb-2 text-sm text-ink-muted">
        <Sentence>{total === undefined ? label : yearInWords(total, skill, period)}</Sentence>
      </h3>
      <QueryView query={calendar} skeleton={skeleton}>
        {() => {
          if (!grid) return null;
          const chart = {
            label,
            calendar: grid,
            today: period.today,
            hrefOf: address,
            chosen,
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

// Keeps the other filters of the list. The list can then be shorter than the count of the cell; the filter chips show why.
const filterOf = (on: Day) => ({ on, span: undefined });

function calendarLabel(of: string | undefined, { asOf, today }: Period): string {
  const [skill, day] = [isolate(of ?? ''), dayInWords(today, '')];
  if (asOf === undefined) return of === undefined ? t`Signals per day in the past year` : t`Signals per day for ${skill} in the past year`;
  return of === undefined ? t`Signals per day in the year up to ${day}` : t`Signals per day for ${skill} in the year up to ${day}`;
}

function yearInWords(total: number, of: string | undefined, { asOf, today }: Period): string {
  const [skill, day] = [isolate(of ?? ''), dayInWords(today, '')];
  if (asOf === undefined)
    return of === undefined
      ? t`${plural(total, { one: '# signal', other: '# signals' })} in the past year`
      : t`${plural(total, { one: '# signal', other: '# signals' })} for ${skill} in the past year`;
  return of === undefined
    ? t`${plural(total, { one: '# signal', other: '# signals' })} in the year up to ${day}`
    : t`${plural(total, { one: '# signal', other: '# signals' })} for ${skill} in the year up to ${day}`;
}
