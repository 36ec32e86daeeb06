import type { SkillMomentum } from '@skilltrace/contract';
import type { UseQueryResult } from '@tanstack/react-query';
import { Suspense, useCallback, useMemo } from 'react';
import { MomentumChart, MomentumTable } from '#components/charts/lazy-charts.ts';
import { momentumOf, type MomentumRow } from '#components/charts/momentum.ts';
import { Stale } from '#components/charts/stale.tsx';
import { QueryView } from '#components/ui/query-view.tsx';
import { Section } from '#components/ui/section.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { Day } from '#lib/days.ts';
import type { Period } from '#lib/time-range.ts';
import type { GroupView } from '../group-search.ts';
import { MOST_SKILLS, NothingInRange } from './nothing-in-range.tsx';

export interface GroupMomentumProps {
  query: UseQueryResult<SkillMomentum>;
  view: GroupView;
  period: Period;
  /** Whose signals they are, for screen readers: "the team". */
  whose: string;
}

/** When it was done. A bar leads to the signals of that skill and time below. */
export function GroupMomentum({ query, view, period, whose }: GroupMomentumProps) {
  const { search, hrefOf, go } = view;
  const { data } = query;
  const isEverything = period.firstDay === undefined;
  const momentum = useMemo(() => {
    const all = data && momentumOf(data, isEverything);
    return all && { ...all, rows: all.rows.slice(0, MOST_SKILLS) };
  }, [data, isEverything]);
  const address = useCallback((row: MomentumRow, on: Day) => hrefOf(filterOf(row, on)), [hrefOf]);
  return (
    <Section title="Momentum">
      <QueryView
        query={query}
        skeleton={<Skeleton className="h-120" />}
        isEmpty={({ series }) => series.length === 0}
        empty={<NothingInRange view={view} />}
      >
        {() => {
          if (!momentum) return null;
          const chart = {
            label: `Signals of ${whose} by skill and ${momentum.bucket}`,
            momentum,
            today: period.today,
            hrefOf: address,
            onOpen: (row: MomentumRow, on: Day) => go(filterOf(row, on), true),
          };
          return (
            <Stale isStale={query.isPlaceholderData}>
              <Suspense fallback={<Skeleton className="h-120" />}>
                {search.view === 'table' ? <MomentumTable {...chart} /> : <MomentumChart {...chart} />}
                {period.to !== undefined && (
                  <p className="mt-1 text-xs text-ink-muted">The words compare the last 7 days with the 7 before, not the range.</p>
                )}
              </Suspense>
            </Stale>
          );
        }}
      </QueryView>
    </Section>
  );
}

const filterOf = ({ skillId }: MomentumRow, on: Day) => ({ skill: skillId, source: undefined, on });
