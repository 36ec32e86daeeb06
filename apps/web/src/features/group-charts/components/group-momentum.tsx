import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { SkillMomentum } from '@skilltrace/contract';
import { useQuery } from '@tanstack/react-query';
import { Suspense, useCallback, useMemo } from 'react';
import { hasComparedBars, withComparedBars } from '#components/charts/comparison.ts';
import { ComparedBarsNote } from '#components/charts/comparison-note.tsx';
import { MomentumChart, MomentumTable } from '#components/charts/lazy-charts.ts';
import { momentumOf, type MomentumRow } from '#components/charts/momentum.ts';
import { Stale } from '#components/charts/stale.tsx';
import { DownloadCsv, type DownloadCsvProps } from '#components/ui/download-csv.tsx';
import { QueryView, type ViewedQuery } from '#components/ui/query-view.tsx';
import { Section } from '#components/ui/section.tsx';
import type { Day } from '#lib/days.ts';
import { comparedPeriod, daysOfBucket, type Period } from '#lib/time-range.ts';
import { groupMomentumQuery, type Group } from '../api/group-chart.ts';
import { momentumLabel } from '../chart-labels.ts';
import type { GroupView } from '../group-search.ts';
import { ChartSkeleton } from './chart-skeleton.tsx';
import { MOST_SKILLS, NothingInRange } from './nothing-in-range.tsx';

export interface GroupMomentumProps {
  query: ViewedQuery<SkillMomentum>;
  /** The query whose rows the download has. */
  csv: DownloadCsvProps['query'];
  view: GroupView;
  period: Period;
  group: Group;
  /** How many skills the chart will probably have. */
  expectedSkills: number;
}

/** The signals over time. A bar filters the list of signals below by its skill and time. */
export function GroupMomentum({ query, csv, view, period, group, expectedSkills }: GroupMomentumProps) {
  const { search, hrefOf, go } = view;
  const { data } = query;
  const isEverything = period.firstDay === undefined;
  const compared = useMemo(() => comparedPeriod(period, search.compare), [period, search.compare]);
  const isDrawn = compared !== undefined && hasComparedBars(compared);
  const before = useQuery({ ...groupMomentumQuery(group, compared ?? period, 'day'), enabled: isDrawn });
  // While another period loads, its predecessor would be drawn at the wrong days.
  const earlier = isDrawn && !before.isPlaceholderData ? before.data : undefined;
  const momentum = useMemo(() => {
    const all = data && momentumOf(data, isEverything);
    if (!all) return undefined;
    const both = earlier && compared ? withComparedBars(all, period, { answer: earlier, period: compared }) : all;
    return { ...both, rows: both.rows.slice(0, MOST_SKILLS) };
  }, [data, isEverything, earlier, compared, period]);
  const address = useCallback((row: MomentumRow, on: Day) => hrefOf(filterOf(row, on)), [hrefOf]);
  const skeleton = <ChartSkeleton of="momentum" skills={expectedSkills} />;
  return (
    <Section title={t`Momentum`} actions={<DownloadCsv query={csv} label={t`Download momentum as CSV`} />}>
      <QueryView query={query} skeleton={skeleton} isEmpty={({ series }) => series.length === 0} empty={<NothingInRange view={view} />}>
        {() => {
          if (!momentum) return null;
          const chart = {
            label: momentumLabel(group.of, momentum.bucket),
            chosen: {
              skillId: search.skill,
              days: search.on === undefined ? undefined : daysOfBucket(search.on, momentum.bucket),
            },
            momentum,
            today: period.today,
            hrefOf: address,
            onOpen: (row: MomentumRow, on: Day) => go(filterOf(row, on), true),
          };
          return (
            <Stale isStale={query.isPlaceholderData}>
              <Suspense fallback={skeleton}>
                {search.view === 'table' ? <MomentumTable {...chart} /> : <MomentumChart {...chart} />}
                {compared && search.view !== 'table' && <ComparedBarsNote compared={compared} isDrawn={isDrawn} query={before} />}
                {period.to !== undefined && compared === undefined && (
                  <p className="mt-1 text-xs text-ink-muted">
                    <Trans>The comparison covers the last 7 days and the 7 days before, not the selected range.</Trans>
                  </p>
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
