import type { SkillMomentum } from '@skilltrace/contract';
import type { UseQueryResult } from '@tanstack/react-query';
import { Suspense, useMemo } from 'react';
import { MomentumChart, MomentumTable } from '#components/charts/lazy-charts.ts';
import { momentumOf, type MomentumRow } from '#components/charts/momentum.ts';
import { QueryView } from '#components/ui/query-view.tsx';
import { Section } from '#components/ui/section.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { Day } from '#lib/days.ts';
import type { Period } from '#lib/time-range.ts';
import type { TeamView } from '../team-search.ts';
import { MOST_SKILLS, NothingInRange } from './nothing-in-range.tsx';

/** When the team did it. A bar leads to the signals of that skill and time from this project. */
export function TeamMomentum({ query, view, period }: { query: UseQueryResult<SkillMomentum>; view: TeamView; period: Period }) {
  const { search, hrefOf, go } = view;
  const { data } = query;
  const isEverything = period.firstDay === undefined;
  const momentum = useMemo(() => {
    const all = data && momentumOf(data, isEverything);
    return all && { ...all, rows: all.rows.slice(0, MOST_SKILLS) };
  }, [data, isEverything]);
  return (
    <Section title="Momentum">
      <QueryView
        query={query}
        skeleton={<Skeleton className="h-80" />}
        isEmpty={({ series }) => series.length === 0}
        empty={<NothingInRange view={view} />}
      >
        {() => {
          if (!momentum) return null;
          const chart = {
            label: `Signals of the team by skill and ${momentum.bucket}`,
            momentum,
            today: period.today,
            hrefOf: ({ skillId }: MomentumRow, on: Day) => hrefOf({ skill: skillId, source: undefined, on }),
            onOpen: ({ skillId }: MomentumRow, on: Day) => go({ skill: skillId, source: undefined, on }),
          };
          return (
            <Suspense fallback={<Skeleton className="h-80" />}>
              {search.view === 'table' ? <MomentumTable {...chart} /> : <MomentumChart {...chart} />}
            </Suspense>
          );
        }}
      </QueryView>
    </Section>
  );
}
