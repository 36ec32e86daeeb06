import type { SkillDistribution } from '@skilltrace/contract';
import type { UseQueryResult } from '@tanstack/react-query';
import { Suspense, useMemo } from 'react';
import { mostFirst, type DistributionRow } from '#components/charts/distribution.ts';
import { DistributionChart, DistributionTable } from '#components/charts/lazy-charts.ts';
import { SourceLegend } from '#components/charts/source-legend.tsx';
import type { Source } from '#components/charts/source-mark.ts';
import { QueryView } from '#components/ui/query-view.tsx';
import { Section } from '#components/ui/section.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { plural } from '#lib/format/time.ts';
import type { TeamView } from '../team-search.ts';
import { MOST_SKILLS, NothingInRange } from './nothing-in-range.tsx';

/** How the team's signals spread over skills. A bar leads to the signals of that skill from this project. */
export function TeamDistribution({ query, view }: { query: UseQueryResult<SkillDistribution>; view: TeamView }) {
  const { search, hrefOf, go } = view;
  const rows = useMemo(() => mostFirst(query.data?.items ?? []), [query.data]);
  const chart = {
    label: 'Signals of the team by skill',
    rows: search.view === 'table' ? rows : rows.slice(0, MOST_SKILLS),
    hrefOf: ({ skillId }: DistributionRow, source?: Source) => hrefOf({ skill: skillId, source, on: undefined }),
    onOpen: ({ skillId }: DistributionRow, source?: Source) => go({ skill: skillId, source, on: undefined }),
  };
  return (
    <Section title="Distribution">
      <QueryView
        query={query}
        skeleton={<Skeleton className="h-80" />}
        isEmpty={({ items }) => items.length === 0}
        empty={<NothingInRange view={view} />}
      >
        {() => (
          <Suspense fallback={<Skeleton className="h-80" />}>
            {search.view === 'table' ? <DistributionTable {...chart} /> : <DistributionChart {...chart} />}
            <div className="mt-3 grid gap-1.5">
              {search.view !== 'table' && <SourceLegend />}
              {chart.rows.length < rows.length && (
                <p className="text-sm text-ink-muted">And {plural(rows.length - chart.rows.length, 'more skill')}, in the table.</p>
              )}
            </div>
          </Suspense>
        )}
      </QueryView>
    </Section>
  );
}
