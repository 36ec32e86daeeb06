import { t } from '@lingui/core/macro';
import { Plural } from '@lingui/react/macro';
import type { SkillDistribution } from '@skilltrace/contract';
import { useQuery } from '@tanstack/react-query';
import { Suspense, useCallback, useMemo } from 'react';
import { withCompared } from '#components/charts/comparison.ts';
import { ComparisonNote } from '#components/charts/comparison-note.tsx';
import { rangeTitle } from '#components/charts/range-words.ts';
import { ShareNote } from '#components/charts/share-note.tsx';
import { sortBySignals, type DistributionRow } from '#components/charts/distribution.ts';
import { DistributionChart, DistributionTable } from '#components/charts/lazy-charts.ts';
import { SourceLegend } from '#components/charts/source-legend.tsx';
import type { Source } from '#components/charts/source-mark.ts';
import { Stale } from '#components/charts/stale.tsx';
import { DownloadCsv, type DownloadCsvProps } from '#components/ui/download-csv.tsx';
import { QueryView, type ViewedQuery } from '#components/ui/query-view.tsx';
import { Section } from '#components/ui/section.tsx';
import { comparedPeriod, type Period } from '#lib/time-range.ts';
import { groupDistributionQuery, type Group } from '../api/group-chart.ts';
import { distributionLabel } from '../chart-labels.ts';
import type { GroupView } from '../group-search.ts';
import { ChartSkeleton } from './chart-skeleton.tsx';
import { MOST_SKILLS, NothingInRange } from './nothing-in-range.tsx';

export interface GroupDistributionProps {
  query: ViewedQuery<SkillDistribution>;
  /** The query whose rows the download has. */
  csv: DownloadCsvProps['query'];
  view: GroupView;
  period: Period;
  group: Group;
  /** How many skills the chart will probably have. */
  expectedSkills: number;
}

/** The signals by skill. A bar filters the list of signals below by its skill. */
export function GroupDistribution({ query, csv, view, period, group, expectedSkills }: GroupDistributionProps) {
  const { search, hrefOf, go } = view;
  const compared = useMemo(() => comparedPeriod(period, search.compare), [period, search.compare]);
  const before = useQuery({ ...groupDistributionQuery(group, compared ?? period), enabled: compared !== undefined });
  const earlier = compared && !before.isPlaceholderData ? before.data : undefined;
  const rows = useMemo(() => {
    const sorted: DistributionRow[] = sortBySignals(query.data?.items ?? []);
    return earlier ? withCompared(sorted, earlier) : sorted;
  }, [query.data, earlier]);
  const address = useCallback((row: DistributionRow, source?: Source) => hrefOf(filterOf(row, source)), [hrefOf]);
  const more = rows.length - MOST_SKILLS;
  const chart = {
    label: distributionLabel(group.of),
    chosen: search.on === undefined ? { skillId: search.skill, source: search.source } : undefined,
    rows: search.view === 'table' ? rows : rows.slice(0, MOST_SKILLS),
    hrefOf: address,
    onOpen: (row: DistributionRow, source?: Source) => go(filterOf(row, source), true),
  };
  const skeleton = <ChartSkeleton of="distribution" skills={expectedSkills} />;
  return (
    <Section
      title={t`Distribution`}
      actions={
        <span className="flex items-center gap-2 text-sm text-ink-muted">
          {rangeTitle(period)}
          <DownloadCsv query={csv} label={t`Download distribution as CSV`} />
        </span>
      }
    >
      <QueryView query={query} skeleton={skeleton} isEmpty={({ items }) => items.length === 0} empty={<NothingInRange view={view} />}>
        {() => (
          <Stale isStale={query.isPlaceholderData}>
            <Suspense fallback={skeleton}>
              {search.view === 'table' ? <DistributionTable maxHeight="max-h-120" {...chart} /> : <DistributionChart {...chart} />}
              <div className="mt-3 grid gap-1.5">
                {search.view !== 'table' && <SourceLegend />}
                {compared && <ComparisonNote query={before} {...{ period, compared }} items={query.data?.items ?? []} />}
                <ShareNote />
                {chart.rows.length < rows.length && (
                  <p className="text-sm text-ink-muted">
                    <Plural value={more} one="The table shows # more skill." other="The table shows # more skills." />
                  </p>
                )}
              </div>
            </Suspense>
          </Stale>
        )}
      </QueryView>
    </Section>
  );
}

const filterOf = ({ skillId }: DistributionRow, source?: Source) => ({ skill: skillId, source, on: undefined });
